package ai.leadmetrics.cluster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed node leaves behind: a PostgreSQL that still runs, or a pid file whose number may
 * belong to some other program by now.
 */
public final class OrphanedPostgres {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
  private static final long PATIENCE_SECONDS = 30;

  private OrphanedPostgres() {}

  /** Afterwards nothing runs on {@code data}; only for the holder of the data directory's lock. */
  public static void clear(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var running = pid(pidFile).flatMap(ProcessHandle::of).filter(OrphanedPostgres::isPostgres);
    if (running.isPresent()) {
      LOG.info(
          "stopping the PostgreSQL of a node that was killed, process {}", running.get().pid());
      stop(running.get());
    }
    try {
      // PostgreSQL refuses to start when the number in a stale file is taken by any process.
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Long> pid(Path pidFile) {
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(Long.valueOf(lines.getFirst().strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
  }

  private static void stop(ProcessHandle postmaster) {
    // A fast shutdown (SIGINT) ends open sessions; destroy() would send SIGTERM and wait for them.
    if (!signal("-INT", postmaster) || !ended(postmaster)) {
      LOG.warn("PostgreSQL did not stop in {} s, ending it; its log recovers it", PATIENCE_SECONDS);
      if (!signal("-QUIT", postmaster) || !ended(postmaster)) {
        throw new StartupException(
            "An orphaned PostgreSQL, process " + postmaster.pid() + ", does not stop.",
            "End it by hand, then start again.");
      }
    }
  }

  private static boolean signal(String signal, ProcessHandle process) {
    try {
      return new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
