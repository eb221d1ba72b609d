package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.connect.Sources;
import ai.leadmetrics.streams.kit.ConnectedChannel.Condition;
import ai.leadmetrics.streams.kit.ConnectedChannel.Credentials;
import ai.leadmetrics.streams.kit.ConnectedChannel.PreviousSecret;
import ai.leadmetrics.streams.kit.Door.Addressee;
import ai.leadmetrics.streams.kit.Door.Outcome;
import ai.leadmetrics.streams.kit.Door.Outcome.Accepted;
import ai.leadmetrics.streams.kit.Door.Outcome.Refused;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  private static final String KEY = "endpoint-key-endpoint-key";
  private static final String SECRET = "app secret";
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final byte[] BODY = "{\"object\":\"x\"}".getBytes(StandardCharsets.UTF_8);

  private final List<String> stored = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> raised = new ArrayList<>();
  private @Nullable Exception broker;
  private @Nullable Exception database;
  private @Nullable String secret = SECRET;
  private @Nullable PreviousSecret replaced;
  private ChannelKind kind = ChannelKind.WHATSAPP;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private Door door() {
    var config =
        ConfigFactory.parseMap(
            Map.of(
                "leadmetrics.ingest.max-body", "1KiB",
                "leadmetrics.ingest.channel-absent", "1m",
                "leadmetrics.ingest.lookups.burst", 3,
                "leadmetrics.ingest.lookups.period", "1h"));
    return new Door(
        config,
        metrics,
        Sources.BY_NAME,
        channels,
        store,
        (code, subject, detail) -> raised.add(code + " " + subject + ": " + detail),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private final Door.Store store =
      new Door.Store() {
        @Override
        public CompletionStage<Accepted> store(String source, String endpointKey, byte[] raw) {
          if (broker != null) {
            return CompletableFuture.failedFuture(broker);
          }
          stored.add(source);
          return CompletableFuture.completedFuture(new Accepted());
        }

        @Override
        public void close() {}
      };

  private final Channels channels =
      new Channels() {
        @Override
        public CompletionStage<Optional<ConnectedChannel>> byEndpoint(String endpointKey) {
          asked.add(endpointKey);
          return database != null
              ? CompletableFuture.failedFuture(database)
              : CompletableFuture.completedFuture(
                  endpointKey.equals(KEY) ? Optional.of(channel()) : Optional.empty());
        }

        @Override
        public CompletionStage<Optional<ConnectedChannel>> byExternalId(
            TenantId tenant, ChannelKind kind, String externalId) {
          throw new AssertionError("nobody asks for this at the door");
        }

        @Override
        public CompletionStage<Optional<ConnectedChannel>> byId(EntityId channel) {
          throw new AssertionError("nobody asks for this at the door");
        }
      };

  private final Door door = door();

  private ConnectedChannel channel() {
    return new ConnectedChannel(
        EntityId.parse("lotus-house:chan_01"),
        kind,
        "Front desk",
        KEY,
        "1",
        true,
        "IN",
        new Credentials(secret, "verify me", "token", replaced),
        Condition.NEW,
        null);
  }

  private void rotate(Instant until) {
    replaced = new PreviousSecret(SECRET, until);
    secret = "another secret";
  }

  @ParameterizedTest
  @ValueSource(strings = {"whatsapp", "web-form", "razorpay"})
  void whatIsSignedWithTheSecretBeforeIsTakenUntilItsTimeIsOver(String source) {
    kind = ChannelKind.of(source);
    var body =
        "{\"email\":\"asha@example.com\",\"message\":\"Hi\"}".getBytes(StandardCharsets.UTF_8);
    rotate(NOW.plusSeconds(1));
    assertThat(signed(source, body, SECRET)).isInstanceOf(Accepted.class);
    assertThat(signed(source, body, "another secret")).isInstanceOf(Accepted.class);
    refused(signed(source, body, "a third secret"), 401, "signature_wrong");
    rotate(NOW);
    refused(signed(source, body, SECRET), 401, "signature_wrong");
  }

  private Outcome signed(String source, byte[] body, String with) {
    var headers =
        Headers.of(
            Map.of(
                "X-Hub-Signature-256", Signatures.sign(with, body),
                "X-Leadmetrics-Signature", Signatures.sign(with, body),
                "X-Razorpay-Signature", Signatures.hex(with, body)));
    return door.accept(source, KEY, headers, body).toCompletableFuture().join();
  }

  private static Outcome deliver(Door door, String source, String key, byte[] body, String sign) {
    var headers = Headers.of(Map.of("X-Hub-Signature-256", sign));
    return door.accept(source, key, headers, body).toCompletableFuture().join();
  }

  private Outcome deliver(byte[] body) {
    return deliver(door, "whatsapp", KEY, body, Signatures.sign(SECRET, body));
  }

  @Test
  void whatIsRefusedWhereMoneyMovesIsAnAlarmElsewhereNot() {
    deliver(door, "whatsapp", KEY, BODY, "sha256=00");
    assertThat(raised).isEmpty();
    kind = ChannelKind.RAZORPAY;
    refused(deliver(door, "razorpay", KEY, BODY, "00"), 401, "signature_missing");
    secret = null;
    refused(deliver(door, "razorpay", KEY, BODY, "00"), 401, "signature_unverifiable");
    assertThat(raised)
        .hasSize(2)
        .allMatch(alarm -> alarm.startsWith("webhook_refused razorpay channel"));
  }

  private static void refused(Outcome outcome, int status, String code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.code()).isEqualTo(code);
            });
  }

  private Addressee addressee(String key, String from) {
    return door.addressee("whatsapp", key, from).toCompletableFuture().join();
  }

  private static int status(Addressee addressee) {
    return ((Refused) ((Addressee.Unknown) addressee).why()).status();
  }

  @Test
  void theAddresseeIsKnownBeforeTheBody() {
    assertThat(addressee(KEY, "192.0.2.1")).isEqualTo(new Addressee.Known(channel().id().tenant()));
    assertThat(status(addressee("short", "192.0.2.1"))).isEqualTo(404);
    database = new IllegalStateException("away");
    assertThat(status(addressee("A".repeat(24), "192.0.2.1"))).isEqualTo(503);
  }

  @Test
  void anUnknownEndpointCostsOneQuery() {
    for (int i = 0; i < 50; i++) {
      assertThat(status(addressee("A".repeat(24), "192.0.2.1"))).isEqualTo(404);
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void guessingEndpointsIsLimitedPerSource() {
    addressee(KEY, "192.0.2.1");
    var statuses =
        IntStream.range(0, 50)
            .map(i -> status(addressee("B".repeat(20) + i, "192.0.2.1")))
            .boxed()
            .toList();
    assertThat(statuses).startsWith(404, 404, 429).endsWith(429);
    assertThat(asked).hasSize(3);
    assertThat(addressee(KEY, "192.0.2.1")).isInstanceOf(Addressee.Known.class);
    assertThat(status(addressee("C".repeat(24), "192.0.2.2"))).isEqualTo(404);
  }

  @Test
  void signedDeliveryIsStoredAndCounted() {
    assertThat(deliver(BODY)).isEqualTo(new Accepted());
    assertThat(stored).containsExactly("whatsapp");
    var counter =
        metrics.counter(
            "leadmetrics.ingest.deliveries", "source", "whatsapp", "outcome", "accepted");
    assertThat(counter.count()).isEqualTo(1);
  }

  @Test
  void wrongSignatureIsRefusedAndNothingStored() {
    refused(deliver(door, "whatsapp", KEY, BODY, "sha256=00"), 401, "signature_wrong");
    assertThat(stored).isEmpty();
  }

  @Test
  void channelWithoutASecretTakesNothing() {
    secret = null;
    refused(deliver(BODY), 401, "signature_unverifiable");
    assertThat(stored).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "another-key-another-key", "../../../../etc/passwd-xxxx"})
  void wrongEndpointKeyIsNotFound(String key) {
    refused(deliver(door, "whatsapp", key, BODY, Signatures.sign(SECRET, BODY)), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-form", "telegram", ""})
  void endpointOfAnotherSourceIsNotFound(String source) {
    refused(deliver(door, source, KEY, BODY, Signatures.sign(SECRET, BODY)), 404, "not_found");
  }

  @Test
  void oversizeIsRefused() {
    refused(deliver(new byte[1025]), 413, "too_large");
    assertThat(deliver(new byte[1024])).isEqualTo(new Accepted());
  }

  @Test
  void brokerGoneIsSaidAndNotPretended() {
    broker = new TimeoutException("no broker");
    refused(deliver(BODY), 503, "unavailable");
    broker = null;
    assertThat(deliver(BODY)).isEqualTo(new Accepted());
  }

  @Test
  void databaseGoneForAnUnseenEndpointIsSaid() {
    database = new IllegalStateException("no connection");
    refused(deliver(BODY), 503, "unavailable");
  }

  @Test
  void handshakeNeedsTheRightEndpointAndToken() {
    var query =
        Map.of("hub.mode", "subscribe", "hub.verify_token", "verify me", "hub.challenge", "7");
    assertThat(door.handshake("whatsapp", KEY, query).toCompletableFuture().join()).contains("7");
    assertThat(
            door.handshake("whatsapp", "another-key-another-key", query)
                .toCompletableFuture()
                .join())
        .isEmpty();
  }

  @Test
  void channelNeverShowsItsSecrets() {
    assertThat(channel().toString()).doesNotContain(SECRET, "verify me", "token", KEY);
  }
}
