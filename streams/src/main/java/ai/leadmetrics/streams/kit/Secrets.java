package ai.leadmetrics.streams.kit;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** Encrypts what must not be readable in a database dump: tokens, webhook secrets. */
public final class Secrets {
  private static final FileAttribute<?> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Aead aead;

  private Secrets(Aead aead) {
    this.aead = aead;
  }

  /**
   * Uses the Tink keyset in {@code leadmetrics.secrets.keyset} (JSON), or the one in the file
   * {@code leadmetrics.secrets.file}, which is created on first use.
   */
  public static Secrets open(Config root) {
    var config = root.getConfig("leadmetrics.secrets");
    var keyset = config.getString("keyset");
    try {
      AeadConfig.register();
      var json = keyset.isBlank() ? readOrCreate(Path.of(config.getString("file"))) : keyset;
      var handle = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
      return new Secrets(handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset of leadmetrics.secrets cannot be used", e);
    }
  }

  /**
   * @param context what the secret belongs to, for example the channel's id; opening needs the same
   */
  public byte[] seal(String plain, String context) {
    try {
      return aead.encrypt(plain.getBytes(StandardCharsets.UTF_8), bytes(context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws {@link IllegalStateException} when tampered with or of another context. */
  public String open(byte[] sealed, String context) {
    try {
      return new String(aead.decrypt(sealed, bytes(context)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored secret cannot be opened", e);
    }
  }

  private static byte[] bytes(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }

  private static String readOrCreate(Path file) throws GeneralSecurityException {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("keyset file " + file, e);
    }
  }

  private static void create(Path file) throws GeneralSecurityException, IOException {
    var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    var json = TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    Files.createDirectories(file.toAbsolutePath().getParent());
    var whole = Files.createTempFile(file.toAbsolutePath().getParent(), "keyset", ".tmp", OWNER);
    Files.writeString(whole, json, StandardOpenOption.TRUNCATE_EXISTING);
    try {
      // A link fails where the file exists: of two nodes that start at once one wins.
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException _) {
      // The other node's keyset is the one to use.
    } finally {
      Files.delete(whole);
    }
  }
}
