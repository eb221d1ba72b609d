package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.DeadLetter;
import ai.leadmetrics.streams.inbox.Ingest;
import ai.leadmetrics.streams.kit.Door;
import ai.leadmetrics.streams.kit.Door.Outcome;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.ops.DeadLetterStore;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.Created;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Delivers like a provider, and looks at what came of it in the journal. */
final class Inbound implements AutoCloseable {
  static final String SECRET = "app secret of the test";

  /** An event of a conversation. */
  record Happened(EntityId conversation, ConversationEvent event) {}

  private final Platform platform;
  private final Door door;

  Inbound(Platform platform) {
    this.platform = platform;
    this.door = Ingest.door(platform);
  }

  static TenantId tenant() {
    return new TenantId("t" + UUID.randomUUID().toString().substring(0, 12));
  }

  /** Connects a channel and returns its endpoint key. */
  String connect(TenantId tenant, ChannelKind kind, @Nullable String number) {
    var request = new NewChannel(kind, kind.wire(), number, false, null, SECRET, "verify", "token");
    var created = now(new ChannelStore(platform).create(tenant, request));
    assertThat(created).isInstanceOf(Created.Connected.class);
    return ((Created.Connected) created).channel().endpointKey();
  }

  CompletionStage<Outcome> deliver(ChannelKind kind, String endpoint, String body) {
    var raw = body.getBytes(StandardCharsets.UTF_8);
    var header = kind == ChannelKind.WHATSAPP ? "X-Hub-Signature-256" : "X-Leadmetrics-Signature";
    return door.accept(
        kind.wire(), endpoint, Headers.of(Map.of(header, Signatures.sign(SECRET, raw))), raw);
  }

  /** Delivers until it is taken: providers send again what a busy node could not store in time. */
  CompletionStage<Outcome> insist(ChannelKind kind, String endpoint, String body) {
    return deliver(kind, endpoint, body)
        .thenCompose(
            outcome ->
                outcome instanceof Outcome.Refused refused && refused.status() == 503
                    ? insist(kind, endpoint, body)
                    : CompletableFuture.completedFuture(outcome));
  }

  void whatsApp(String endpoint, String body) {
    assertThat(now(insist(ChannelKind.WHATSAPP, endpoint, body))).isEqualTo(new Outcome.Accepted());
  }

  void form(String endpoint, String body) {
    assertThat(now(insist(ChannelKind.WEB_FORM, endpoint, body))).isEqualTo(new Outcome.Accepted());
  }

  static String delivery(String number, String lists) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",
     "value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},%s}}]}]}\
    """
        .formatted(number, lists);
  }

  static String message(String from, String id, String text) {
    return """
    {"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}\
    """
        .formatted(from, id, Instant.now().getEpochSecond(), text);
  }

  static String messages(String number, String... messages) {
    return delivery(number, "\"messages\":[" + String.join(",", messages) + "]");
  }

  static String status(String recipient, String id, String status, Instant at) {
    return """
    {"id":"%s","status":"%s","timestamp":"%d","recipient_id":"%s"}\
    """
        .formatted(id, status, at.getEpochSecond(), recipient);
  }

  static String statuses(String number, String... statuses) {
    return delivery(number, "\"statuses\":[" + String.join(",", statuses) + "]");
  }

  /** What happened in the conversations of a tenant, in order for each. */
  List<Happened> events(TenantId tenant) {
    return now(
        platform
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            "select persistence_id, event_payload from public.event_journal"
                                + " where persistence_id like :prefix"
                                + " order by persistence_id, sequence_number")
                        .bind("prefix", "Conversation|" + tenant.value() + ":%")
                        .map(
                            (row, _) ->
                                new Happened(
                                    EntityId.parse(
                                        row.getString(1).substring("Conversation|".length())),
                                    (ConversationEvent)
                                        EventCodec.read("Conversation", row.getBytes(2)).event()))
                        .list()));
  }

  <E extends ConversationEvent> List<E> events(TenantId tenant, Class<E> kind) {
    return events(tenant).stream()
        .map(Happened::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  List<DeadLetter> deadLetters(TenantId tenant) {
    var all = now(new DeadLetterStore(platform).list(null, null, 1_000, null)).items();
    return all.stream().filter(letter -> tenant.value().equals(letter.tenant())).toList();
  }

  static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Override
  public void close() {
    door.close();
  }
}
