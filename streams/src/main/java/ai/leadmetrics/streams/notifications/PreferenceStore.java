package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.NotificationPreferences;
import ai.leadmetrics.protocol.notifications.NotificationPreferences.OfType;
import ai.leadmetrics.protocol.notifications.NotificationPreferences.Quiet;
import ai.leadmetrics.protocol.notifications.QuietHours;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.TenantDirectory;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What users want to be told of, and how. */
public final class PreferenceStore {
  private final Database database;
  private final TenantDirectory tenants;
  private final List<String> channels;

  public PreferenceStore(Platform platform) {
    database = platform.database();
    tenants = Contexts.tenants(platform.database());
    channels =
        NoticeChannels.of(platform).stream()
            .filter(NoticeChannel::isOffered)
            .map(NoticeChannel::name)
            .toList();
  }

  /** One box of the matrix, ticked or not. */
  public record Choice(String type, String channel, boolean enabled) {}

  /** What they are now, chosen or not; empty where there is no such user. */
  public CompletionStage<Optional<NotificationPreferences>> of(
      String user, @Nullable TenantId tenant, Role role) {
    return (tenant == null
            ? CompletableFuture.completedFuture(Optional.<TenantFacts>empty())
            : tenants.facts(tenant))
        .thenApply(facts -> facts.orElse(TenantFacts.NONE))
        .thenCompose(
            facts ->
                database.read(
                    handle ->
                        Recipients.one(handle, user, Defaults.of(facts))
                            .map(person -> preferences(person, facts, role))));
  }

  /** Keeps everything of it. Choices of types or channels that there are not change nothing. */
  public CompletionStage<Done> keep(
      String user,
      List<Choice> choices,
      @Nullable QuietHours quiet,
      boolean digest,
      LocalTime digestAt) {
    return database.transact(
        handle -> {
          choices.stream().filter(this::isOne).forEach(choice -> keep(handle, user, choice));
          handle
              .createUpdate(
                  "insert into core.notification_rhythm"
                      + " (user_id, quiet_from, quiet_to, digest, digest_at)"
                      + " values (:user, :from, :to, :digest, :at)"
                      + " on conflict (user_id) do update set quiet_from = excluded.quiet_from,"
                      + " quiet_to = excluded.quiet_to, digest = excluded.digest,"
                      + " digest_at = excluded.digest_at")
              .bind("user", user)
              .bind("from", quiet == null ? null : quiet.from())
              .bind("to", quiet == null ? null : quiet.to())
              .bind("digest", digest)
              .bind("at", digestAt)
              .execute();
          return Done.getInstance();
        });
  }

  private boolean isOne(Choice choice) {
    return NoticeTypes.get().find(choice.type()).filter(type -> !type.security()).isPresent()
        && channels.contains(choice.channel());
  }

  private static void keep(Handle handle, String user, Choice choice) {
    handle
        .createUpdate(
            "insert into core.notification_choice (user_id, type, channel, enabled)"
                + " values (:user, :type, :channel, :enabled)"
                + " on conflict (user_id, type, channel) do update set enabled = excluded.enabled")
        .bind("user", user)
        .bind("type", choice.type())
        .bind("channel", choice.channel())
        .bind("enabled", choice.enabled())
        .execute();
  }

  private NotificationPreferences preferences(Person person, TenantFacts facts, Role role) {
    var types = NoticeTypes.get();
    var defaults = Defaults.of(facts);
    var quiet = person.quiet();
    return new NotificationPreferences(
        channels,
        types.all().entrySet().stream()
            .filter(entry -> entry.getValue().concerns(role))
            .map(entry -> ofType(entry, person, defaults))
            .toList(),
        quiet == null ? null : new Quiet(quiet.from().toString(), quiet.to().toString()),
        person.digest(),
        person.digestAt().toString(),
        person.zone().getId());
  }

  private OfType ofType(Map.Entry<String, NoticeType> entry, Person person, Defaults defaults) {
    var name = entry.getKey();
    var type = entry.getValue();
    return new OfType(
        name,
        type.category(),
        NoticeTypes.get().words(name, person.language()).label(),
        type.security(),
        channels.stream()
            .filter(
                channel -> person.wants(name, type, channel, defaults.usually(name, type, channel)))
            .toList());
  }
}
