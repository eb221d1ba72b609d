package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.ConnectedChannel.Condition;
import ai.leadmetrics.streams.kit.ConnectedChannel.Credentials;
import ai.leadmetrics.streams.kit.ConnectedChannel.PreviousSecret;
import ai.leadmetrics.streams.kit.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Rows of {@code core.channel}, with the secrets sealed to their channel. */
final class ChannelRows {
  static final String COLUMNS =
      "tenant, id, kind, name, endpoint_key, external_id, ai_replies, region, secrets, paused_at,"
          + " broken_at, credentials, verified_name, display_number, reply_template";

  private final Secrets secrets;

  ChannelRows(Secrets secrets) {
    this.secrets = secrets;
  }

  /** What is sealed. */
  private record Sealed(
      @Nullable String signing,
      @Nullable String verify,
      @Nullable String access,
      @Nullable String previous,
      @Nullable Instant previousUntil) {
    /** One without a time limit is of a time before there were any. */
    @Nullable PreviousSecret replaced() {
      return previous == null || previousUntil == null
          ? null
          : new PreviousSecret(previous, previousUntil);
    }
  }

  byte[] seal(ConnectedChannel channel) {
    var previous = channel.previous();
    return secrets.seal(
        Json.text(
            new Sealed(
                channel.signingSecret(),
                channel.verifyToken(),
                channel.accessToken(),
                previous == null ? null : previous.secret(),
                previous == null ? null : previous.until())),
        context(channel.id()));
  }

  ConnectedChannel read(ResultSet row) throws SQLException {
    var id = new EntityId(new TenantId(row.getString("tenant")), row.getString("id"));
    var open = Json.read(secrets.open(row.getBytes("secrets"), context(id)), Sealed.class);
    return new ConnectedChannel(
        id,
        ChannelKind.of(row.getString("kind")),
        row.getString("name"),
        row.getString("endpoint_key"),
        row.getString("external_id"),
        row.getBoolean("ai_replies"),
        row.getString("region"),
        new Credentials(open.signing(), open.verify(), open.access(), open.replaced()),
        new Condition(
            instant(row, "paused_at"),
            instant(row, "broken_at"),
            row.getInt("credentials"),
            row.getString("verified_name"),
            row.getString("display_number")),
        template(row.getString("reply_template")));
  }

  static @Nullable String json(@Nullable ReplyTemplate template) {
    return template == null ? null : Json.text(template);
  }

  private static @Nullable ReplyTemplate template(@Nullable String json) {
    return json == null ? null : Json.read(json, ReplyTemplate.class);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String context(EntityId channel) {
    return "channel " + channel.key();
  }
}
