package ai.leadmetrics.cluster.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

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

  /**
   * The text of a file, or, where there is none, {@code fresh}, which is kept from then on. A crash
   * leaves no file or the whole one.
   */
  static String textOr(Path file, String fresh) throws IOException {
    var folder = Objects.requireNonNull(file.getParent(), "a file within a folder");
    Files.createDirectories(folder);
    require(folder);
    var whole = Files.createTempFile(folder, "new", ".tmp", FILE);
    try {
      Files.writeString(whole, fresh, StandardOpenOption.DSYNC);
      // A link fails where the file exists.
      Files.createLink(file, whole);
      return fresh;
    } catch (FileAlreadyExistsException _) {
      return Files.readString(file);
    } finally {
      Files.delete(whole);
    }
  }

  /**
   * Replaces the file at once: a crash leaves the old or the new one, and neither is readable by
   * others.
   */
  static void write(Path file, String text) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(next, FILE);
    Files.writeString(next, text, StandardOpenOption.DSYNC);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
