package ai.leadmetrics.streams.kit;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.typesafe.config.Config;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what must not be readable in a database dump: tokens, webhook secrets. A keyset file
 * that was rotated is read again within seconds, and at once for what its new key has sealed.
 */
public final class Secrets {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final @Nullable KeysetFile file;
  private volatile Loaded loaded;

  private record Loaded(Aead aead, @Nullable FileTime version, long at) {}

  private Secrets(@Nullable KeysetFile file, Loaded loaded) {
    this.file = file;
    this.loaded = loaded;
  }

  /**
   * Uses the Tink keyset in {@code leadmetrics.secrets.keyset} (JSON), or the one in the file
   * {@code leadmetrics.secrets.file}, which is created on first use.
   */
  public static Secrets open(Config root) {
    var config = root.getConfig("leadmetrics.secrets");
    var keyset = config.getString("keyset");
    if (!keyset.isBlank()) {
      return new Secrets(null, new Loaded(aead(KeysetFile.parse(keyset)), null, 0));
    }
    var file = new KeysetFile(Path.of(config.getString("file")));
    return new Secrets(file, load(file));
  }

  /**
   * @param context what the secret belongs to, for example the channel's id; opening needs the same
   */
  public byte[] seal(String plain, String context) {
    try {
      return current().encrypt(plain.getBytes(StandardCharsets.UTF_8), bytes(context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws {@link IllegalStateException} when tampered with or of another context. */
  public String open(byte[] sealed, String context) {
    try {
      return open(current(), sealed, context);
    } catch (GeneralSecurityException e) {
      try {
        return open(renewed(), sealed, context);
      } catch (GeneralSecurityException again) {
        throw new IllegalStateException("a stored secret cannot be opened", again);
      }
    }
  }

  private static String open(Aead aead, byte[] sealed, String context)
      throws GeneralSecurityException {
    return new String(aead.decrypt(sealed, bytes(context)), StandardCharsets.UTF_8);
  }

  private Aead current() {
    var known = loaded;
    return file == null || System.nanoTime() - known.at < LOOK_NANOS ? known.aead : renewed();
  }

  /** Reads the file where it is another one than before. */
  private synchronized Aead renewed() {
    var known = loaded;
    if (file != null) {
      loaded =
          file.version().equals(known.version)
              ? new Loaded(known.aead, known.version, System.nanoTime())
              : load(file);
    }
    return loaded.aead;
  }

  private static Loaded load(KeysetFile file) {
    var keyset = file.readOrCreate();
    return new Loaded(aead(keyset), file.version(), System.nanoTime());
  }

  private static Aead aead(KeysetHandle keyset) {
    try {
      return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset of leadmetrics.secrets cannot be used", e);
    }
  }

  private static byte[] bytes(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }
}
