package ai.leadmetrics.cluster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder a node keeps its data in, held by one process at a time. The lock goes with the
 * process, however it ends, so a database found running under a free lock is an orphan.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the folder where it is missing and takes it.
   *
   * @throws StartupException when another process holds it
   */
  public static DataDirectory open(Path path) {
    return tryOpen(path)
        .orElseThrow(
            () ->
                new StartupException(
                    "Another node runs on " + path.toAbsolutePath().normalize(),
                    "Stop it, or give this one its own folder: LEADMETRICS_DATA_DIRECTORY."));
  }

  /** As {@link #open}; empty when another process holds it. */
  public static Optional<DataDirectory> tryOpen(Path path) {
    try {
      Path absolute = path.toAbsolutePath().normalize();
      Files.createDirectories(absolute);
      OwnerOnly.require(absolute);
      var channel =
          FileChannel.open(
              absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new DataDirectory(absolute, channel));
    } catch (IOException e) {
      throw new StartupException(
          "Cannot use the data folder " + path + ": " + e.getMessage(),
          "Make it writable, or choose another: LEADMETRICS_DATA_DIRECTORY.");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  public Path path() {
    return path;
  }

  /** The sub-folder of one service. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
