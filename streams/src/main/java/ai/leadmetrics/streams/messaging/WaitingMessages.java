package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.Hub;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of channels that are paused or to be reconnected, in a table: there they cost no lane of
 * delivery anything, however long it takes. A node that hears of a changed channel gives them back
 * to delivery; the job does the same for what was missed.
 */
final class WaitingMessages implements Parking {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingMessages.class);

  /** Per channel; more than people could want to have sent late. */
  private static final int MOST = 5_000;

  private static final int BATCH = 200;

  /** Below the database's limit for idle transactions. */
  private static final Duration SEND_TIME = Duration.ofSeconds(5);

  /** Gives back what waits though its channel works. */
  static final Job JOB =
      new Job.Recurring(
          "messaging.waiting",
          "Sends what waited for a channel that works again",
          new Job.Rhythm.Every(Duration.ofMinutes(1)),
          (platform, _) -> new WaitingMessages(platform).release(null));

  private static final String PARK =
      """
      insert into core.waiting_message (tenant, channel, message, content)
      values (:tenant, :channel, :message, :content) on conflict do nothing
      """;

  /** Locks the channel row, so that resuming the channel sees every message parked before it. */
  private static final String STATE =
      """
      select c.paused_at is not null or c.broken_at is not null as waits,
        (select count(*) from core.waiting_message w
          where w.tenant = c.tenant and w.channel = c.id) as waiting
      from core.channel c where c.tenant = :tenant and c.id = :channel for share of c
      """;

  private static final String RELEASED =
      """
      select w.tenant, w.channel, w.message, w.content, w.seq from core.waiting_message w
      left join core.channel c on c.tenant = w.tenant and c.id = w.channel
      where (c.id is null or (c.paused_at is null and c.broken_at is null))
        and (:tenant::text is null or (w.tenant = :tenant and w.channel = :channel))
      order by w.seq limit :limit for update of w skip locked
      """;

  private final Platform platform;
  private final ChannelStore channels;
  private final TenantStore tenants;
  private final Hub hub;

  WaitingMessages(Platform platform) {
    this.platform = platform;
    this.channels = new ChannelStore(platform);
    this.tenants = new TenantStore(platform.database());
    this.hub = new Hub(platform);
  }

  @Override
  public CompletionStage<Parked> park(OutgoingMessage message) {
    record State(boolean waits, long waiting) {}
    var channel = message.channel();
    var content = platform.secrets().seal(Json.text(message), context(channel, message.message()));
    return platform
        .database()
        .transact(
            handle -> {
              var state =
                  handle
                      .createQuery(STATE)
                      .bind("tenant", channel.tenant().value())
                      .bind("channel", channel.local())
                      .map((row, _) -> new State(row.getBoolean(1), row.getLong(2)))
                      .findOne();
              if (state.filter(State::waits).isEmpty()) {
                return Parked.NOT_NEEDED;
              }
              if (state.get().waiting() >= MOST) {
                return Parked.FULL;
              }
              handle
                  .createUpdate(PARK)
                  .bind("tenant", channel.tenant().value())
                  .bind("channel", channel.local())
                  .bind("message", message.message())
                  .bind("content", content)
                  .execute();
              return Parked.WAITS;
            });
  }

  @Override
  public CompletionStage<Boolean> broken(ConnectedChannel channel) {
    var cause = "channel-broken " + channel.id() + ' ' + channel.condition().credentials();
    var notice =
        new Notice(
            channel.tenant(),
            new Audience.Holding(Permission.CHANNELS_MANAGE),
            "channel-broken",
            Map.of("channel", channel.name()),
            "/channels");
    return tenants
        .facts(channel.tenant())
        .thenCompose(
            facts ->
                channels.broken(
                    channel,
                    platform.clock().instant(),
                    handle -> hub.tell(handle, cause, notice, facts.orElse(TenantFacts.NONE))));
  }

  /**
   * Gives to delivery what need not wait any more. What is sent twice, because a node dies before
   * it commits, is refused by its conversation.
   *
   * @param channel the only one to look at; null for all
   */
  CompletionStage<Integer> release(@Nullable EntityId channel) {
    return platform
        .database()
        .transact(handle -> batch(handle, channel))
        .thenCompose(
            count ->
                count < BATCH
                    ? CompletableFuture.completedFuture(count)
                    : release(channel).thenApply(more -> count + more));
  }

  /** For news of channels: failing here is no loss, since the job comes as well. */
  void changed(String channel) {
    release(EntityId.parse(channel))
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("what waits for {} is sent later: {}", channel, failure.toString());
              }
            });
  }

  private record Waiting(long seq, OutgoingMessage message) {}

  private int batch(Handle handle, @Nullable EntityId channel) {
    var waiting =
        handle
            .createQuery(RELEASED)
            .bind("tenant", channel == null ? null : channel.tenant().value())
            .bind("channel", channel == null ? null : channel.local())
            .bind("limit", BATCH)
            .map((row, _) -> read(row))
            .list();
    if (waiting.isEmpty()) {
      return 0;
    }
    var sent = waiting.stream().map(one -> send(one.message())).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(sent).orTimeout(SEND_TIME.toMillis(), TimeUnit.MILLISECONDS).join();
    handle
        .createUpdate("delete from core.waiting_message where seq = any(:done)")
        .bindArray("done", Long.class, List.copyOf(waiting.stream().map(Waiting::seq).toList()))
        .execute();
    return waiting.size();
  }

  private CompletableFuture<?> send(OutgoingMessage message) {
    return platform
        .kafka()
        .producer()
        .send(
            new ProducerRecord<>(
                Topics.DELIVERY_MESSAGES, message.conversation().key(), Json.bytes(message)))
        .toCompletableFuture();
  }

  private Waiting read(ResultSet row) throws SQLException {
    var channel = EntityId.parse(row.getString("tenant") + ':' + row.getString("channel"));
    var content =
        platform
            .secrets()
            .open(row.getBytes("content"), context(channel, row.getString("message")));
    return new Waiting(row.getLong("seq"), Json.read(content, OutgoingMessage.class));
  }

  private static String context(EntityId channel, String message) {
    return "waiting " + channel.key() + ' ' + message;
  }
}
