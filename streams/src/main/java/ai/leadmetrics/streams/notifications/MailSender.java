package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.notifications.Carrier.Result;
import ai.leadmetrics.streams.notifications.Outbox.Claimed;
import ai.leadmetrics.streams.notifications.Outbox.End;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox, mail and whatever else has a carrier, a few at a time: woken when
 * something is queued, asleep until the next mail is due otherwise.
 */
public final class MailSender implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
  private static final Duration SHORTEST_NAP = Duration.ofMillis(20);

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String role() {
    return "delivery";
  }

  @Override
  public Running start(Platform platform) {
    var settings = MailSettings.of(platform.config());
    var loop =
        new Loop(
            settings,
            new Outbox(platform.database().jdbi(), platform.secrets(), platform.clock()),
            carriers(platform),
            platform.clock(),
            platform.metrics(),
            platform.database().threads());
    var listener = platform.system().systemActorOf(wakes(loop), "mail-sender", Props.empty());
    subscribe(platform, listener);
    platform.database().threads().execute(loop::run);
    return loop;
  }

  private static Map<String, Carrier> carriers(Platform platform) {
    var carriers = new HashMap<String, Carrier>();
    for (var channel : NoticeChannels.of(platform)) {
      channel.carrier().ifPresent(carrier -> carriers.put(channel.name(), carrier));
    }
    return Map.copyOf(carriers);
  }

  private static void subscribe(Platform platform, ActorRef<MailSignal.Queued> listener) {
    MailSignal.of(platform.system()).subscribe(listener);
  }

  private static Behavior<MailSignal.Queued> wakes(Loop loop) {
    return Behaviors.receiveMessage(
        _ -> {
          loop.wake();
          return Behaviors.same();
        });
  }

  private static final class Loop implements Running {
    private final MailSettings settings;
    private final Outbox outbox;
    private final Map<String, Carrier> carriers;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final ExecutorService threads;
    private final Semaphore free;
    private final Semaphore woken = new Semaphore(0);
    private final CompletableFuture<Done> stopped = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile String state = "running";
    private long sweptAt = System.nanoTime();

    Loop(
        MailSettings settings,
        Outbox outbox,
        Map<String, Carrier> carriers,
        Clock clock,
        MeterRegistry metrics,
        ExecutorService threads) {
      this.settings = settings;
      this.outbox = outbox;
      this.carriers = carriers;
      this.clock = clock;
      this.metrics = metrics;
      this.threads = threads;
      this.free = new Semaphore(settings.parallelism());
    }

    void wake() {
      woken.release();
    }

    void run() {
      try {
        while (!stopping) {
          nap(round());
        }
        // Those on their way get their outcome recorded.
        free.acquire(settings.parallelism());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        state = "stopped";
        stopped.complete(Done.getInstance());
      }
    }

    /** Starts whatever is due, and says how long nothing will be. */
    private Duration round() {
      try {
        sweep();
        int places = free.availablePermits();
        var claimed = outbox.claim(places);
        for (var mail : claimed) {
          free.acquireUninterruptibly();
          threads.execute(() -> work(mail));
        }
        state = "running";
        // With all places taken the next to become free wakes us.
        return claimed.size() == places ? settings.sweep() : untilDue();
      } catch (RuntimeException e) {
        LOG.warn("the outbox is out of reach", e);
        state = "restarting";
        return settings.sweep();
      }
    }

    private Duration untilDue() {
      return outbox
          .nextDue()
          .map(due -> Duration.between(clock.instant(), due))
          .filter(wait -> wait.compareTo(settings.sweep()) < 0)
          .map(wait -> wait.compareTo(SHORTEST_NAP) < 0 ? SHORTEST_NAP : wait)
          .orElse(settings.sweep());
    }

    private void sweep() {
      if (System.nanoTime() - sweptAt >= settings.sweep().toNanos()) {
        sweptAt = System.nanoTime();
        int lost = outbox.abandon(settings.interruptedAfter());
        if (lost > 0) {
          LOG.warn("nobody knows whether {} mails were sent: a node stopped meanwhile", lost);
          metrics.counter("leadmetrics.mail", "outcome", "unknown").increment(lost);
        }
      }
    }

    private void nap(Duration longest) throws InterruptedException {
      if (woken.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        woken.drainPermits();
      }
    }

    private void work(Claimed mail) {
      try {
        settle(mail, attempt(mail));
      } catch (RuntimeException e) {
        LOG.error("the outcome of {} could not be recorded", mail.id(), e);
      } finally {
        free.release();
        wake();
      }
    }

    private Result attempt(Claimed mail) {
      if (mail.suppressed()) {
        return new Result.Refused("", true);
      }
      if (mail.left()) {
        return new Result.Refused("has left the business", false);
      }
      if (!mail.readable()) {
        return new Result.Refused("its values cannot be opened: were the keys changed?", false);
      }
      var carrier = carriers.get(mail.channel());
      if (carrier == null) {
        return new Result.Refused("nobody carries " + mail.channel(), false);
      }
      try {
        return carrier.send(mail);
      } catch (RuntimeException e) {
        LOG.error("sending {} broke", mail.id(), e);
        return new Result.Unknown(String.valueOf(e.getMessage()));
      }
    }

    private void settle(Claimed mail, Result result) {
      switch (result) {
        case Result.Sent() -> end(mail, End.SENT, null);
        case Result.Refused(var _, var _) when mail.suppressed() ->
            end(mail, End.SUPPRESSED, "suppressed");
        case Result.Refused(var error, var noSuchAddress) -> {
          if (noSuchAddress) {
            Objects.requireNonNull(carriers.get(mail.channel())).forget(mail.to(), error);
          }
          end(mail, End.FAILED, error);
        }
        case Result.Later(var error) when mail.attempts() >= settings.maxAttempts() ->
            end(mail, End.FAILED, error);
        case Result.Later(var error) -> {
          LOG.info("{} is tried again: {}", mail.id(), error);
          metrics.counter("leadmetrics.mail", "outcome", "retry").increment();
          outbox.again(mail.id(), settings.backoff(mail.attempts()), error);
        }
        case Result.Unknown(var error) -> end(mail, End.UNKNOWN, error);
      }
    }

    private void end(Claimed mail, End end, @Nullable String error) {
      if (end != End.SENT) {
        LOG.warn("{} ({}) is {}: {}", mail.id(), mail.template(), end, error);
      }
      metrics
          .counter("leadmetrics.mail", "outcome", end.name().toLowerCase(Locale.ROOT))
          .increment();
      outbox.settle(mail.id(), end, error);
    }

    @Override
    public String state() {
      return state;
    }

    @Override
    public CompletionStage<Done> stop() {
      stopping = true;
      wake();
      return stopped;
    }
  }
}
