package ai.leadmetrics.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.http.live.LiveSocket.Outgoing;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.Standing;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.LiveNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveSocketTest {
  private static final ActorTestKit KIT = ActorTestKit.create("live-test");
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");

  private final TestProbe<Outgoing> out = KIT.createTestProbe();
  private final TestProbe<LiveSocket.Ack> ack = KIT.createTestProbe();
  private final FakeFeed feed = new FakeFeed();
  private volatile boolean going = true;
  private ActorRef<LiveSocket.Command> socket = open(Role.AGENT, Duration.ofMinutes(1));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void welcome() {
    assertThat(next()).isEqualTo("{\"op\":\"welcome\",\"position\":\"7.0\"}");
  }

  @Test
  void goesOnOnlyAsLongAsTheSessionEntitlesToTheSame() {
    var opened =
        new Session(
            "tick_1", "sess_1", "user_1", "Asha", Role.AGENT, ACME, true, null, Instant.MAX);
    assertThat(LiveSockets.isSame(opened, Optional.of(standing(Role.AGENT, ACME)))).isTrue();
    assertThat(LiveSockets.isSame(opened, Optional.of(standing(Role.VIEWER, ACME)))).isFalse();
    assertThat(LiveSockets.isSame(opened, Optional.of(standing(Role.AGENT, OTHER)))).isFalse();
    assertThat(LiveSockets.isSame(opened, Optional.empty())).isFalse();
  }

  private static Standing standing(Role role, TenantId tenant) {
    return new Standing("sess_1", "user_1", "Asha", role, tenant, true, null, Instant.MAX);
  }

  @Test
  void tellsWhatWasSubscribedTo() {
    say("{\"op\":\"subscribe\",\"topic\":\"inbox\"}");
    feed.publish(notice(ACME, "leads", "lead_a", 8), notice(ACME, "inbox", "conv_a", 9));
    assertThat(next())
        .isEqualTo(
            "{\"op\":\"event\",\"topic\":\"inbox\",\"position\":\"9.0\","
                + "\"type\":\"message-received\",\"entity\":\"conv_a\"}");
    say("{\"op\":\"unsubscribe\",\"topic\":\"inbox\"}");
    feed.publish(notice(ACME, "inbox", "conv_b", 10));
    out.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void neverTellsOfAnotherTenant() {
    say("{\"op\":\"subscribe\",\"topic\":\"inbox\"}");
    feed.publish(notice(OTHER, "inbox", "conv_x", 8), notice(ACME, "inbox", "conv_a", 9));
    assertThat(next()).contains("conv_a");
    assertThat(feed.tenants).containsOnly(ACME, TenantId.PLATFORM);
  }

  @Test
  void tellsEverybodyOfTheirOwnNotificationsOnly() {
    say("{\"op\":\"subscribe\",\"topic\":\"notifications\"}");
    feed.publish(
        notice(ACME, "notifications:user_other", "note_1", 8),
        notice(OTHER, "notifications:user_1", "note_2", 9),
        notice(TenantId.PLATFORM, "inbox", "conv_x", 10),
        notice(TenantId.PLATFORM, "notifications:user_1", "note_3", 11));
    assertThat(next()).contains("\"topic\":\"notifications\"", "note_3");
    feed.publish(notice(ACME, "notifications:user_1", "note_4", 12));
    assertThat(next()).contains("\"topic\":\"notifications\"", "note_4");
  }

  @Test
  void refusesTopicsWithoutPermission() {
    say("{\"op\":\"subscribe\",\"topic\":\"agent-run:run_1a\"}");
    assertThat(next()).contains("\"refused\"").contains("forbidden");
    for (var topic : List.of("everything", "conversation:", "conversation:other:conv_1a")) {
      say("{\"op\":\"subscribe\",\"topic\":\"" + topic + "\"}");
      assertThat(next()).contains("unknown_topic");
    }
  }

  @Test
  void refusesTooManyTopicsAndNonsense() {
    for (int i = 0; i < 3; i++) {
      say("{\"op\":\"subscribe\",\"topic\":\"conversation:conv_1" + i + "\"}");
    }
    say("{\"op\":\"subscribe\",\"topic\":\"inbox\"}");
    assertThat(next()).contains("too_many");
    say("nonsense");
    assertThat(next()).contains("malformed");
    say("{\"op\":\"explode\"}");
    assertThat(next()).contains("malformed");
  }

  @Test
  void resumesWithWhatWasMissed() {
    feed.missed = new Feed.Missed(List.of(notice(ACME, "inbox", "conv_m", 6)), true);
    say("{\"op\":\"subscribe\",\"topic\":\"inbox\"}");
    say("{\"op\":\"resume\",\"position\":\"5.0\"}");
    assertThat(next()).contains("conv_m");
    feed.missed = new Feed.Missed(List.of(), false);
    say("{\"op\":\"resume\",\"position\":\"1.0\"}");
    assertThat(next()).isEqualTo("{\"op\":\"refetch\",\"topic\":\"*\",\"position\":\"7.0\"}");
  }

  @Test
  void resumesOneAtATimeAndMakesOneOfThoseThatWait() {
    var first = new CompletableFuture<Feed.Missed>();
    feed.pending = first;
    say("{\"op\":\"subscribe\",\"topic\":\"inbox\"}");
    say("{\"op\":\"resume\",\"position\":\"6.0\"}");
    for (int i = 0; i < 1_000; i++) {
      say("{\"op\":\"resume\",\"position\":\"" + (i == 500 ? 3 : 5) + ".0\"}");
    }
    assertThat(feed.resumed).containsExactly(new Position(6, 0));

    feed.pending = null;
    feed.missed = new Feed.Missed(List.of(notice(ACME, "inbox", "conv_m", 4)), true);
    first.complete(new Feed.Missed(List.of(), true));
    assertThat(next()).contains("conv_m");
    assertThat(feed.resumed).containsExactly(new Position(6, 0), new Position(3, 0));
  }

  @Test
  void aSlowClientIsToldToFetchAgain() {
    say("{\"op\":\"subscribe\",\"topic\":\"inbox\"}");
    feed.publish(notice(ACME, "inbox", "conv_0", 10));
    out.receiveMessage(); // taken, but no more is asked for
    for (int i = 1; i < 100; i++) {
      feed.publish(notice(ACME, "inbox", "conv_" + i, 10 + i));
    }
    out.expectNoMessage(Duration.ofMillis(100));
    socket.tell(new LiveSocket.Pull());
    assertThat(next()).isEqualTo("{\"op\":\"refetch\",\"topic\":\"inbox\",\"position\":\"109.0\"}");
  }

  @Test
  void saysByeWhenTheSessionEnds() {
    socket.tell(new LiveSocket.Ended("signed_out"));
    assertThat(next()).isEqualTo("{\"op\":\"bye\",\"reason\":\"signed_out\"}");
    assertThat(out.receiveMessage()).isEqualTo(new Outgoing.End());
    out.expectTerminated(socket);
  }

  @Test
  void outlivesTheTokenButNotTheSession() {
    socket = open(Role.AGENT, Duration.ofMillis(200));
    next();
    assertThat(next()).contains("ping");
    going = false;
    var last = next();
    assertThat(last.contains("ping") ? next() : last).contains("expired");
  }

  private ActorRef<LiveSocket.Command> open(Role role, Duration ping) {
    var session =
        new Session("tokn_1", "sess_1", "user_1", "Asha", role, ACME, true, null, Instant.now());
    var limits = new LiveSocket.Limits(ping, Duration.ofMinutes(2), 10, 3, Duration.ofMillis(1));
    var opened =
        KIT.spawn(
            LiveSocket.create(
                session,
                ACME,
                feed,
                limits,
                () -> CompletableFuture.completedFuture(going),
                _ -> {}));
    opened.tell(new LiveSocket.Opened(out.ref()));
    return opened;
  }

  /** The next message, which the client thereby has taken. */
  private String next() {
    var message = (Outgoing.Text) out.receiveMessage();
    socket.tell(new LiveSocket.Pull());
    return message.json();
  }

  private void say(String text) {
    socket.tell(new LiveSocket.Incoming(ack.ref(), text));
    ack.receiveMessage();
  }

  private static LiveNotice notice(TenantId tenant, String topic, String entity, long tx) {
    return new LiveNotice(tenant, topic, "message-received", entity, new Position(tx, 0));
  }

  private static final class FakeFeed implements Feed {
    final List<TenantId> tenants = new CopyOnWriteArrayList<>();
    final List<ActorRef<Live.Notices>> subscribers = new CopyOnWriteArrayList<>();
    final List<Position> resumed = new CopyOnWriteArrayList<>();
    volatile @Nullable CompletableFuture<Missed> pending;
    volatile Missed missed = new Missed(List.of(), true);

    void publish(LiveNotice... notices) {
      subscribers.forEach(
          subscriber -> subscriber.tell(new Live.Notices(new ArrayList<>(List.of(notices)))));
    }

    @Override
    public void subscribe(TenantId tenant, ActorRef<Live.Notices> subscriber) {
      tenants.add(tenant);
      if (!subscribers.contains(subscriber)) {
        subscribers.add(subscriber);
      }
    }

    @Override
    public void unsubscribe(TenantId tenant, ActorRef<Live.Notices> subscriber) {
      subscribers.remove(subscriber);
    }

    @Override
    public CompletionStage<Position> position() {
      return CompletableFuture.completedFuture(new Position(7, 0));
    }

    @Override
    public CompletionStage<Missed> since(TenantId tenant, Position position) {
      resumed.add(position);
      var waiting = pending;
      return waiting != null ? waiting : CompletableFuture.completedFuture(missed);
    }
  }
}
