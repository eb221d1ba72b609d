package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.inbox.Channel;
import ai.leadmetrics.protocol.inbox.Channel.Replies;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Secrets;
import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Connects channels and lists them. */
public final class ChannelStore {
  private static final int KEY_BYTES = 24;

  private final Database database;
  private final ChannelRows rows;
  private final String region;
  private final SecureRandom random = new SecureRandom();

  /**
   * A channel to connect.
   *
   * @param externalId how the provider names it: a phone number id
   * @param region ISO country of numbers without a country code; absent for the platform's default
   * @param signingSecret what deliveries are signed with; without it none is accepted
   */
  public record NewChannel(
      ChannelKind kind,
      String name,
      @Nullable String externalId,
      boolean aiReplies,
      @Nullable String region,
      @Nullable String signingSecret,
      @Nullable String verifyToken,
      @Nullable String accessToken) {
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
    this(platform.database(), platform.secrets(), platform.config());
  }

  /** For tools that run beside a node. */
  public ChannelStore(Database database, Secrets secrets, Config config) {
    this.database = database;
    this.rows = new ChannelRows(secrets);
    this.region = config.getString("leadmetrics.ingest.region");
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
            request.signingSecret(),
            request.verifyToken(),
            request.accessToken());
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

  /** Other credentials for a channel that is there. */
  public CompletionStage<Integer> renew(ConnectedChannel channel) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "update core.channel set external_id = :external, secrets = :secrets"
                        + " where tenant = :tenant and id = :id")
                .bind("external", channel.externalId())
                .bind("secrets", rows.seal(channel))
                .bind("tenant", channel.tenant().value())
                .bind("id", channel.id().local())
                .execute());
  }

  private int insert(Handle handle, ConnectedChannel channel) {
    return handle
        .createUpdate(
            "insert into core.channel ("
                + ChannelRows.COLUMNS
                + ") values (:tenant, :id, :kind, :name, :key, :external, :ai, :region, :secrets)"
                + " on conflict do nothing")
        .bind("tenant", channel.tenant().value())
        .bind("id", channel.id().local())
        .bind("kind", channel.kind().wire())
        .bind("name", channel.name())
        .bind("key", channel.endpointKey())
        .bind("external", channel.externalId())
        .bind("ai", channel.aiReplies())
        .bind("region", channel.region())
        .bind("secrets", rows.seal(channel))
        .execute();
  }

  private static Channel shown(ConnectedChannel channel) {
    return new Channel(
        channel.id().local(),
        channel.kind(),
        channel.name(),
        channel.externalId(),
        channel.aiReplies() ? Replies.AI : Replies.OFF,
        channel.endpointKey(),
        "/webhooks/" + channel.kind().wire() + '/' + channel.endpointKey());
  }

  private String endpointKey() {
    var key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
