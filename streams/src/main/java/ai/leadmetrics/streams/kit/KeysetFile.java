package ai.leadmetrics.streams.kit;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The Tink keyset that seals secrets, in a file for the node's account alone. */
public final class KeysetFile {
  private static final FileAttribute<?> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** File locks hold between processes, not between threads. */
  private static final Object ROTATION = new Object();

  private static final Set<StandardOpenOption> CREATE_OR_OPEN =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final Path path;

  /** A key: the primary seals, and all open what they have sealed. */
  public record Key(int id, boolean primary) {}

  public KeysetFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /** The keys, oldest first; none where the file is missing. */
  public List<Key> keys() {
    if (!Files.exists(path)) {
      return List.of();
    }
    var keyset = parse(text());
    return IntStream.range(0, keyset.size())
        .mapToObj(keyset::getAt)
        .map(entry -> new Key(entry.getId(), entry.isPrimary()))
        .toList();
  }

  /**
   * Adds a key that seals from now on; those before go on opening. Of two at once the second waits:
   * it would drop the first one's key, which may have sealed something already.
   */
  public Key rotate() {
    synchronized (ROTATION) {
      try (var channel = FileChannel.open(lockFile(), CREATE_OR_OPEN, OWNER);
          var _ = channel.lock()) {
        return rotateAlone();
      } catch (IOException e) {
        throw new UncheckedIOException("keyset file " + path, e);
      }
    }
  }

  private Path lockFile() throws IOException {
    Files.createDirectories(path.getParent());
    return path.resolveSibling(path.getFileName() + ".lock");
  }

  private Key rotateAlone() throws IOException {
    try {
      var rotated =
          KeysetHandle.newBuilder(readOrCreate())
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build();
      var whole = written(rotated);
      Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Key(rotated.getPrimary().getId(), true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset cannot be rotated", e);
    }
  }

  KeysetHandle readOrCreate() {
    try {
      if (!Files.exists(path)) {
        create();
      }
      return parse(text());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException("keyset file " + path, e);
    }
  }

  /** Changes with each rotation. */
  FileTime version() {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException("keyset file " + path, e);
    }
  }

  static KeysetHandle parse(String json) {
    try {
      AeadConfig.register();
      return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset of leadmetrics.secrets cannot be used", e);
    }
  }

  private String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("keyset file " + path, e);
    }
  }

  private void create() throws GeneralSecurityException, IOException {
    AeadConfig.register();
    var whole = written(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    try {
      // A link fails where the file exists: of two nodes that start at once one wins.
      Files.createLink(path, whole);
    } catch (FileAlreadyExistsException _) {
      // The other node's keyset is the one to use.
    } finally {
      Files.delete(whole);
    }
  }

  private Path written(KeysetHandle keyset) throws GeneralSecurityException, IOException {
    var folder = path.getParent();
    Files.createDirectories(folder);
    var whole = Files.createTempFile(folder, "keyset", ".tmp", OWNER);
    var json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    return Files.writeString(whole, json, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
