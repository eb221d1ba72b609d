package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.Members;
import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.UserStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster, over real connections, and one database. */
class SessionsAcrossNodesIT {
  /** Far below the minute after which a node would ask by itself. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private static final Members NODES = Members.start("sessions");
  private static final Platform SHARED = TestPlatform.shared().node().platform();

  private static SessionStore here;
  private static SessionStore elsewhere;

  private final String user = user();

  @BeforeAll
  static void join() {
    here = sessions(NODES.here());
    elsewhere = sessions(NODES.elsewhere());
    // Until each node knows of the other's listener, news of one do not reach the other.
    await()
        .until(
            () -> {
              var user = user();
              var family = open(here, user);
              done(elsewhere.standing(family));
              done(here.endAll(user, "warm"));
              return comes(() -> done(elsewhere.standing(family)).isEmpty());
            });
  }

  @AfterAll
  static void stop() {
    NODES.close();
  }

  private static boolean comes(Callable<Boolean> what) {
    try {
      await().atMost(Duration.ofSeconds(2)).until(what);
      return true;
    } catch (ConditionTimeoutException _) {
      return false;
    }
  }

  private static SessionStore sessions(ActorSystem<Void> node) {
    return new SessionStore(
        new Platform(
            node,
            SHARED.config(),
            SHARED.database(),
            SHARED.kafka(),
            SHARED.entities(),
            SHARED.metrics(),
            SHARED.secrets(),
            SHARED.clock()));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static String user() {
    var email = UUID.randomUUID() + "@nodes.test";
    return done(new UserStore(SHARED.database(), SHARED.config())
            .put(null, email, "Asha", Role.SUPER_ADMIN, "correct horse"))
        .id();
  }

  private static String open(SessionStore node, String user) {
    var family = Ids.next(Kind.SESSION);
    var visitor = new SessionStore.Visitor("203.0.113.7", "Firefox");
    done(
        node.open(
            new SessionStore.Opening(
                family, user, null, "password", visitor, Ids.next(Kind.TOKEN))));
    return family;
  }

  @Test
  void whoSignsOutEverywhereOnOneNodeIsRefusedByTheOtherAtOnce() {
    var first = open(here, user);
    var second = open(elsewhere, user);
    for (var node : List.of(here, elsewhere)) {
      assertThat(done(node.standing(first))).isPresent();
      assertThat(done(node.standing(second))).isPresent();
    }

    done(here.endAll(user, "signed_out"));

    assertThat(done(here.standing(first))).isEmpty();
    assertThat(done(here.standing(second))).isEmpty();
    await().atMost(AT_ONCE).until(() -> done(elsewhere.standing(first)).isEmpty());
    await().atMost(AT_ONCE).until(() -> done(elsewhere.standing(second)).isEmpty());
  }

  @Test
  void aStolenRefreshTokenEndsTheSessionOnBothNodes() {
    var family = Ids.next(Kind.SESSION);
    var visitor = new SessionStore.Visitor("203.0.113.7", "Firefox");
    var opening =
        new SessionStore.Opening(family, user, null, "password", visitor, Ids.next(Kind.TOKEN));
    var stolen = done(here.open(opening)).refresh();
    var next = done(here.refresh(stolen, visitor)).orElseThrow().refresh();
    done(here.refresh(next, visitor));
    assertThat(done(elsewhere.standing(family))).isPresent();

    // Two exchanges ago: no second window shows such a token.
    assertThat(done(here.refresh(stolen, visitor))).isEmpty();

    await().atMost(AT_ONCE).until(() -> done(elsewhere.standing(family)).isEmpty());
  }
}
