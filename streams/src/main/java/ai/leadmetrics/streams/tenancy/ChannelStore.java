package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.inbox.Channel;
import ai.leadmetrics.protocol.inbox.Channel.Replies;
import ai.leadmetrics.protocol.inbox.Channel.State;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.ConnectedChannel.Condition;
import ai.leadmetrics.streams.kit.ConnectedChannel.Credentials;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Invalidations;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Secrets;
import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Connects channels, changes and removes them. Every node's cache forgets a channel as soon as it
 * was changed here.
 */
public final class ChannelStore {
  /** What caches of channels subscribe to. */
  public static final String CHANGED = "channel";

  private static final int KEY_BYTES = 24;

  private final Database database;
  private final ChannelRows rows;
  private final String region;
  private final SecureRandom random = new SecureRandom();
  private final Consumer<EntityId> forget;

  /**
   * A channel to connect.
   *
   * @param externalId how the provider names it: a phone number id
   * @param region ISO country of numbers without a country code; absent for the platform's default
   * @param signingSecret what deliveries are signed with; without it none is accepted
   * @param verifiedName what the provider calls the business
   * @param displayNumber the number as people write it
   */
  public record NewChannel(
      ChannelKind kind,
      String name,
      @Nullable String externalId,
      boolean aiReplies,
      @Nullable String region,
      @Nullable String signingSecret,
      @Nullable String verifyToken,
      @Nullable String accessToken,
      @Nullable String verifiedName,
      @Nullable String displayNumber) {
    public NewChannel(
        ChannelKind kind,
        String name,
        @Nullable String externalId,
        boolean aiReplies,
        @Nullable String region,
        @Nullable String signingSecret,
        @Nullable String verifyToken,
        @Nullable String accessToken) {
      this(
          kind,
          name,
          externalId,
          aiReplies,
          region,
          signingSecret,
          verifyToken,
          accessToken,
          null,
          null);
    }

    /** As the provider calls it. */
    public NewChannel called(@Nullable String verified, @Nullable String number) {
      return new NewChannel(
          kind,
          name,
          externalId,
          aiReplies,
          region,
          signingSecret,
          verifyToken,
          accessToken,
          verified,
          number);
    }

    @Override
    public String toString() {
      return "new " + kind.wire() + " channel " + name;
    }
  }

  /** The connected channel, or why it was not. */
  public sealed interface Created {
    record Connected(Channel channel) implements Created {}

    record Refused(Rejection rejection) implements Created {}

    /** The tenant has {@code count} channels, and may have no more. */
    record Full(long count) implements Created {}
  }

  public ChannelStore(Platform platform) {
    var news = Invalidations.of(platform.system());
    this(
        platform.database(),
        platform.secrets(),
        platform.config(),
        channel -> news.publish(CHANGED, channel.key()));
  }

  /** For tools that run beside a node and only add channels. */
  public ChannelStore(Database database, Secrets secrets, Config config) {
    this(database, secrets, config, _ -> {});
  }

  private ChannelStore(
      Database database, Secrets secrets, Config config, Consumer<EntityId> forget) {
    this.forget = forget;
    this.database = database;
    this.rows = new ChannelRows(secrets);
    this.region = config.getString("leadmetrics.ingest.region");
  }

  /** For how long a signing secret is accepted after it was replaced. */
  public static Duration overlap(Config config) {
    return config.getDuration("leadmetrics.ingest.secret-overlap");
  }

  /** Connects a channel; refuses a number that is connected already, here or elsewhere. */
  public CompletionStage<Created> create(TenantId tenant, NewChannel request) {
    return create(tenant, request, Long.MAX_VALUE);
  }

  /**
   * As above, within a plan.
   *
   * @param most as many channels the tenant may have
   */
  public CompletionStage<Created> create(TenantId tenant, NewChannel request, long most) {
    var channel =
        new ConnectedChannel(
            EntityId.next(tenant, Kind.CHANNEL),
            request.kind(),
            request.name(),
            endpointKey(),
            request.externalId(),
            request.aiReplies(),
            request.region() == null ? region : request.region(),
            new Credentials(
                request.signingSecret(), request.verifyToken(), request.accessToken(), null),
            Condition.NEW.called(request.verifiedName(), request.displayNumber()),
            null);
    return database.transact(
        handle -> {
          long count = most == Long.MAX_VALUE ? 0 : countAlone(handle, tenant);
          if (count >= most) {
            return new Created.Full(count);
          }
          return insert(handle, channel) == 1
              ? new Created.Connected(shown(channel))
              : new Created.Refused(Rejection.of(TenancyError.CHANNEL_EXISTS));
        });
  }

  /** Counts while nobody else connects one for the tenant, until the transaction ends. */
  private static long countAlone(Handle handle, TenantId tenant) {
    handle
        .createQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "channels " + tenant)
        .mapTo(Integer.class)
        .one();
    return handle
        .createQuery("select count(*) from core.channel where tenant = :tenant")
        .bind("tenant", tenant.value())
        .mapTo(Long.class)
        .one();
  }

  /** The channels of a tenant, the oldest first. */
  public CompletionStage<List<Channel>> list(TenantId tenant) {
    return connected(tenant)
        .thenApply(channels -> channels.stream().map(ChannelStore::shown).toList());
  }

  /** The channels of a tenant with their secrets: for start-up and tools, never for an API. */
  public CompletionStage<List<ConnectedChannel>> connected(TenantId tenant) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + ChannelRows.COLUMNS
                        + " from core.channel where tenant = :tenant order by id")
                .bind("tenant", tenant.value())
                .map((row, _) -> rows.read(row))
                .list());
  }

  public CompletionStage<Optional<ConnectedChannel>> find(EntityId channel) {
    return database.read(handle -> find(handle, channel, ""));
  }

  /** A channel before and after a change. */
  public record Both(ConnectedChannel before, ConnectedChannel after) {}

  /** Changes a channel that is there, while nobody else does. */
  public CompletionStage<Optional<Both>> change(
      EntityId channel, UnaryOperator<ConnectedChannel> change) {
    return database
        .transact(
            handle ->
                find(handle, channel, " for update")
                    .map(before -> new Both(before, change.apply(before)))
                    .filter(both -> update(handle, both.after()) == 1))
        .thenApply(changed -> told(channel, changed));
  }

  /**
   * Notes that the provider refuses the credentials of a channel.
   *
   * @param refused the channel as it was used
   * @param more done in the same transaction, the first time only
   * @return false where other credentials are in use by now, or the channel is gone
   */
  public CompletionStage<Boolean> broken(
      ConnectedChannel refused, Instant at, Consumer<Handle> more) {
    return database
        .transact(
            handle -> {
              var current = find(handle, refused.id(), " for update");
              boolean same =
                  current
                      .filter(
                          known ->
                              known.condition().credentials() == refused.condition().credentials())
                      .isPresent();
              if (same && current.get().condition().brokenAt() == null) {
                update(handle, current.get().with(current.get().condition().broken(at)));
                more.accept(handle);
              }
              return same;
            })
        .thenApply(same -> told(refused.id(), same));
  }

  /**
   * Disconnects a channel: its number can be connected elsewhere at once, its conversations stay.
   *
   * @return what it was; empty where there was none
   */
  public CompletionStage<Optional<ConnectedChannel>> remove(EntityId channel) {
    return database
        .transact(
            handle -> {
              var known = find(handle, channel, " for update");
              handle
                  .createUpdate("delete from core.channel where tenant = :tenant and id = :id")
                  .bind("tenant", channel.tenant().value())
                  .bind("id", channel.local())
                  .execute();
              return known;
            })
        .thenApply(known -> told(channel, known));
  }

  private <T> T told(EntityId channel, T result) {
    forget.accept(channel);
    return result;
  }

  private Optional<ConnectedChannel> find(Handle handle, EntityId channel, String lock) {
    return handle
        .createQuery(
            "select "
                + ChannelRows.COLUMNS
                + " from core.channel where tenant = :tenant and id = :id"
                + lock)
        .bind("tenant", channel.tenant().value())
        .bind("id", channel.local())
        .map((row, _) -> rows.read(row))
        .findOne();
  }

  private int update(Handle handle, ConnectedChannel channel) {
    return bound(
            handle.createUpdate(
                "update core.channel set name = :name, external_id = :external, secrets = :secrets,"
                    + " paused_at = :paused, broken_at = :broken, credentials = :credentials,"
                    + " verified_name = :verified, display_number = :number,"
                    + " reply_template = :template::jsonb"
                    + " where tenant = :tenant and id = :id"),
            channel)
        .execute();
  }

  private int insert(Handle handle, ConnectedChannel channel) {
    return bound(
            handle.createUpdate(
                "insert into core.channel ("
                    + ChannelRows.COLUMNS
                    + ") values (:tenant, :id, :kind, :name, :key, :external, :ai, :region,"
                    + " :secrets, :paused, :broken, :credentials, :verified, :number,"
                    + " :template::jsonb) on conflict do nothing"),
            channel)
        .bind("kind", channel.kind().wire())
        .bind("key", channel.endpointKey())
        .bind("ai", channel.aiReplies())
        .bind("region", channel.region())
        .execute();
  }

  private Update bound(Update statement, ConnectedChannel channel) {
    var condition = channel.condition();
    return statement
        .bind("tenant", channel.tenant().value())
        .bind("id", channel.id().local())
        .bind("name", channel.name())
        .bind("external", channel.externalId())
        .bind("secrets", rows.seal(channel))
        .bind("paused", utc(condition.pausedAt()))
        .bind("broken", utc(condition.brokenAt()))
        .bind("credentials", condition.credentials())
        .bind("verified", condition.verifiedName())
        .bind("number", condition.displayNumber())
        .bind("template", ChannelRows.json(channel.template()));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /** A channel as the API shows it. */
  public static Channel shown(ConnectedChannel channel) {
    var condition = channel.condition();
    var previous = channel.previous();
    return new Channel(
        channel.id().local(),
        channel.kind(),
        channel.name(),
        channel.externalId(),
        channel.aiReplies() ? Replies.AI : Replies.OFF,
        channel.endpointKey(),
        "/webhooks/" + channel.kind().wire() + '/' + channel.endpointKey(),
        condition.pausedAt() != null
            ? State.PAUSED
            : condition.brokenAt() != null ? State.NEEDS_RECONNECTION : State.LIVE,
        condition.pausedAt() != null ? condition.pausedAt() : condition.brokenAt(),
        condition.verifiedName(),
        condition.displayNumber(),
        previous == null ? null : previous.until(),
        channel.template());
  }

  private String endpointKey() {
    var key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
