package ai.leadmetrics.cluster.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that no other account of the machine may read, alter or replace. */
final class OwnerOnly {
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnly() {}

  /**
   * Closes an existing folder to everybody but its owner (mode 700).
   *
   * @throws IOException where it belongs to somebody else, who could open it again
   */
  static void require(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /** The text of a file, or, where there is none, {@code fresh}, which is kept from then on. */
  static String textOr(Path file, String fresh) throws IOException {
    try {
      Files.createDirectories(file.getParent());
      require(file.getParent());
      Files.createFile(file, FILE);
      Files.writeString(file, fresh);
      return fresh;
    } catch (FileAlreadyExistsException _) {
      return Files.readString(file);
    }
  }

  /** Replaces the file as a whole; it is never readable by others, not even for a moment. */
  static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, FILE);
    Files.writeString(file, text);
  }
}
