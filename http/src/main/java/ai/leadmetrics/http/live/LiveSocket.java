package ai.leadmetrics.http.live;

import ai.leadmetrics.http.kit.ApiJson;
import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.LiveNotice;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** One open live socket: knows its tenant from the ticket and hears of no other. */
final class LiveSocket extends AbstractBehavior<LiveSocket.Command> {
  private static final ObjectWriter WRITER = ApiJson.MAPPER.writerFor(ToClient.class);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  /** What a socket reacts to. */
  sealed interface Command {}

  /** The way out is ready. */
  record Opened(ActorRef<Outgoing> out) implements Command {}

  /** The client took a message: it can take another. */
  record Pull() implements Command {}

  /** A client's message; {@code ack} asks for the next. */
  record Incoming(ActorRef<Ack> ack, String text) implements Command {}

  /** The client's side is ready to be asked. */
  record Listening(ActorRef<Ack> ack) implements Command {}

  record Gone() implements Command {}

  record Ended(String reason) implements Command {}

  private record Told(List<LiveNotice> notices) implements Command {}

  private record Caught(Feed.@Nullable Missed missed) implements Command {}

  private record MayResume() implements Command {}

  private record At(@Nullable Position position) implements Command {}

  private record Tick() implements Command {}

  private record Standing(boolean still) implements Command {}

  private record Close() implements Command {}

  /** Lets the next message of the client in. */
  enum Ack {
    NEXT
  }

  /** A message on its way out, or the end. */
  sealed interface Outgoing {
    record Text(String json) implements Outgoing {}

    record End() implements Outgoing {}
  }

  /**
   * Figures from {@code leadmetrics.live}.
   *
   * @param resumePause between the end of a resume and the next
   */
  record Limits(
      Duration ping, Duration idle, int buffer, int subscriptions, Duration resumePause) {}

  private final Session session;
  private final TenantId tenant;
  private final Feed feed;
  private final Limits limits;
  private final Outbox outbox;
  private final Set<String> topics = new HashSet<>();
  private final ActorRef<Live.Notices> notices;
  private final Supplier<CompletionStage<Boolean>> going;
  private final Consumer<ActorRef<Command>> onStop;
  private final TimerScheduler<Command> timers;
  private @Nullable ActorRef<Outgoing> out;
  private boolean demand;
  private boolean welcomed;
  private boolean closing;
  private boolean resuming;

  /** From where to resume once that is possible: the earliest of what was asked meanwhile. */
  private @Nullable Position resumeFrom;

  private Instant heard = Instant.now();

  private LiveSocket(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Session session,
      TenantId tenant,
      Feed feed,
      Limits limits,
      Supplier<CompletionStage<Boolean>> going,
      Consumer<ActorRef<Command>> onStop) {
    super(context);
    this.session = session;
    this.tenant = tenant;
    this.feed = feed;
    this.limits = limits;
    this.going = going;
    this.onStop = onStop;
    this.timers = timers;
    this.outbox = new Outbox(limits.buffer);
    this.notices =
        context.messageAdapter(Live.Notices.class, message -> new Told(message.notices()));
    // As long as the session goes on; the token it was opened with may well end before.
    timers.startTimerWithFixedDelay(new Tick(), limits.ping);
  }

  /**
   * @param going whether the session goes on
   * @param onStop called once when the socket is closed, whatever the reason
   */
  static Behavior<Command> create(
      Session session,
      TenantId tenant,
      Feed feed,
      Limits limits,
      Supplier<CompletionStage<Boolean>> going,
      Consumer<ActorRef<Command>> onStop) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new LiveSocket(context, timers, session, tenant, feed, limits, going, onStop)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Command.class, this::on)
        .onSignal(PostStop.class, _ -> stopped())
        .build();
  }

  private Behavior<Command> on(Command command) {
    switch (command) {
      case Opened(var ref) -> opened(ref);
      case Pull() -> demand = true;
      case Listening(var ack) -> ack.tell(Ack.NEXT);
      case Incoming(var ack, var text) -> {
        heard = Instant.now();
        incoming(text);
        ack.tell(Ack.NEXT);
      }
      case Told(var some) -> tell(some);
      case Caught(var missed) -> caught(missed);
      case MayResume() -> {
        resuming = false;
        resume();
      }
      case At(var position) -> welcome(position);
      case Tick() -> tick();
      case Standing(var still) when still -> control(new ToClient.Ping(outbox.latest()));
      case Standing _ -> end("expired");
      case Ended(var reason) -> end(reason);
      case Gone() -> {
        send(new Outgoing.End());
        return Behaviors.stopped();
      }
      case Close() -> {
        send(new Outgoing.End());
        return Behaviors.stopped();
      }
    }
    flush();
    return this;
  }

  private void opened(ActorRef<Outgoing> ref) {
    out = ref;
    demand = true;
    // First listen, then ask where the journal stands: nothing falls between the two.
    feed.subscribe(tenant, notices);
    if (!tenant.equals(TenantId.PLATFORM)) {
      // What people are told of their own account belongs to no tenant.
      feed.subscribe(TenantId.PLATFORM, notices);
    }
    getContext().pipeToSelf(feed.position(), (position, _) -> new At(position));
  }

  private void welcome(@Nullable Position position) {
    if (position != null) {
      outbox.seen(position);
    }
    welcomed = true;
    control(new ToClient.Welcome(outbox.latest()));
  }

  private void incoming(String text) {
    FromClient message;
    try {
      message = Json.MAPPER.readValue(text, FromClient.class);
    } catch (JsonProcessingException e) {
      control(new ToClient.Refused("", "malformed"));
      return;
    }
    switch (message) {
      case FromClient.Subscribe(var topic) -> subscribe(topic);
      case FromClient.Unsubscribe(var topic) -> {
        topics.remove(topic);
        outbox.drop(topic);
      }
      case FromClient.Resume(var position) -> {
        resumeFrom = resumeFrom == null || resumeFrom.isAfter(position) ? position : resumeFrom;
        resume();
      }
      case FromClient.Pong() -> {}
    }
  }

  /** One at a time, and not at once after another. */
  private void resume() {
    var from = resumeFrom;
    if (from != null && !resuming) {
      resuming = true;
      resumeFrom = null;
      getContext().pipeToSelf(feed.since(tenant, from), (missed, _) -> new Caught(missed));
    }
  }

  private void subscribe(String topic) {
    var permission = LiveTopics.permission(topic);
    if (topic.equals(LiveTopics.NOTIFICATIONS)) {
      topics.add(topic);
    } else if (permission.isEmpty()) {
      control(new ToClient.Refused(topic, "unknown_topic"));
    } else if (!session.may(permission.get())) {
      control(new ToClient.Refused(topic, "forbidden"));
    } else if (topics.size() >= limits.subscriptions && !topics.contains(topic)) {
      control(new ToClient.Refused(topic, "too_many"));
    } else {
      topics.add(topic);
    }
  }

  private void tell(List<LiveNotice> some) {
    for (var notice : some) {
      if (notice.tenant().equals(tenant)) {
        outbox.seen(notice.position());
        tell(notice);
      } else if (notice.tenant().equals(TenantId.PLATFORM) && isPersonal(notice)) {
        tell(notice);
      }
    }
  }

  private static boolean isPersonal(LiveNotice notice) {
    return notice.topic().startsWith(LiveTopics.NOTIFICATIONS + ':');
  }

  private void tell(LiveNotice notice) {
    LiveTopics.shown(notice.topic(), session.user())
        .filter(topics::contains)
        .ifPresent(
            topic ->
                outbox.event(
                    new ToClient.Event(topic, notice.position(), notice.type(), notice.entity())));
  }

  private void caught(Feed.@Nullable Missed missed) {
    timers.startSingleTimer(new MayResume(), limits.resumePause);
    if (topics.contains(LiveTopics.NOTIFICATIONS)) {
      // The journal does not say who was told of what.
      outbox.refetch(LiveTopics.NOTIFICATIONS);
    }
    if (missed == null || !missed.complete()) {
      outbox.refetch("*");
    } else {
      tell(missed.notices());
    }
  }

  private void tick() {
    if (heard.plus(limits.idle).isBefore(Instant.now())) {
      end("idle");
    } else {
      // Sessions also end by themselves, and news of one that was ended may get lost; a database
      // that cannot be asked right now ends nothing.
      getContext()
          .pipeToSelf(going.get(), (still, failure) -> new Standing(failure != null || still));
    }
  }

  private void control(ToClient message) {
    if (!outbox.control(message)) {
      end("overrun");
    }
  }

  private void end(String reason) {
    if (!closing) {
      closing = true;
      if (demand) {
        demand = false;
        send(new Outgoing.Text(json(new ToClient.Bye(reason))));
        timers.startSingleTimer(new Close(), FAREWELL);
      } else {
        getContext().getSelf().tell(new Close());
      }
    } else if (demand) {
      getContext().getSelf().tell(new Close());
    }
  }

  private void flush() {
    if (closing) {
      if (demand) {
        // The client has read its bye.
        getContext().getSelf().tell(new Close());
      }
      return;
    }
    while (demand && welcomed) {
      var next = outbox.poll();
      if (next == null) {
        return;
      }
      demand = false;
      send(new Outgoing.Text(json(next)));
    }
  }

  private void send(Outgoing message) {
    if (out != null) {
      out.tell(message);
    }
  }

  private static String json(ToClient message) {
    try {
      return WRITER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Behavior<Command> stopped() {
    feed.unsubscribe(tenant, notices);
    feed.unsubscribe(TenantId.PLATFORM, notices);
    onStop.accept(getContext().getSelf());
    return this;
  }
}
