package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.Hub;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.typesafe.config.Config;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of all users. Every node hears at once of one that ends or changes; a node that
 * misses it knows within {@link #TRUST}.
 */
public final class SessionStore {
  /** How long a session is believed to be on without asking again. */
  private static final Duration TRUST = Duration.ofMinutes(1);

  /** How long ended sessions are kept. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private final Database database;
  private final Clock clock;
  private final SessionNews news;
  private final Hub hub;
  private final Duration idle;
  private final Duration longest;
  private final Duration leeway;
  private final Duration acting;
  private final SessionTable.Demands demands;
  private final AsyncCache<String, Optional<Standing>> standings =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(TRUST).buildAsync();

  /** Where a request comes from. */
  public record Visitor(String address, String userAgent) {}

  /**
   * @param family the new session's id
   * @param method how the user signed in
   * @param device what the browser is known by; a secret of it
   */
  public record Opening(
      String family,
      String user,
      @Nullable TenantId tenant,
      String method,
      Visitor visitor,
      String device) {
    @Override
    public String toString() {
      return "session " + family;
    }
  }

  /**
   * A session and what keeps it going.
   *
   * @param refresh absent where the caller's own still counts
   * @param expiresAt of the refresh token
   */
  public record Kept(Standing standing, @Nullable String refresh, Instant expiresAt) {
    @Override
    public String toString() {
      return "session " + standing.family();
    }
  }

  /** Reads {@code leadmetrics.auth}. */
  public SessionStore(Platform platform) {
    this.database = platform.database();
    this.clock = platform.clock();
    this.news = SessionNews.of(platform.system());
    this.hub = new Hub(platform);
    Config auth = platform.config().getConfig("leadmetrics.auth");
    this.idle = auth.getDuration("refresh");
    this.longest = auth.getDuration("longest");
    this.leeway = auth.getDuration("refresh-leeway");
    this.acting = auth.getDuration("impersonation");
    this.demands = SessionTable.Demands.of(platform.config());
    news.subscribe(changed -> standings.synchronous().invalidateAll(changed.families()));
  }

  /** What the session entitles to; empty once it has ended. */
  public CompletionStage<Optional<Standing>> standing(String family) {
    return standings.get(
        family,
        (_, _) ->
            database
                .read(handle -> SessionTable.standing(handle, family, demands, clock.instant()))
                .toCompletableFuture());
  }

  /** When somebody signed in to this session; empty once it has ended. */
  public CompletionStage<Optional<Instant>> signedInAt(String family) {
    return database.read(handle -> SessionTable.signedInAt(handle, family));
  }

  /** Calls {@code listener} for sessions that end or change on any node. */
  public void onChange(Consumer<SessionNews.Changed> listener) {
    news.subscribe(listener);
  }

  public CompletionStage<Kept> open(Opening opening) {
    var token = RefreshToken.next(opening.family());
    var now = clock.instant();
    return database.transact(
        handle -> {
          SessionTable.forget(handle, opening.user(), now.minus(MEMORY));
          var expiresAt = now.plus(idle);
          boolean strange =
              KnownDevices.meet(handle, opening.user(), opening.device(), opening.visitor(), now);
          if (strange) {
            hub.tell(handle, opening.family(), newDevice(opening, now));
          }
          SessionTable.insert(handle, opening, token.hash(), now, expiresAt);
          var standing =
              SessionTable.standing(handle, opening.family(), demands, now).orElseThrow();
          return new Kept(standing, token.text(), expiresAt);
        });
  }

  private static Notice newDevice(Opening opening, Instant now) {
    return new Notice(
            TenantId.PLATFORM,
            new Audience.User(opening.user()),
            "new-device",
            Map.of(
                "device",
                KnownDevices.spoken(opening.visitor().userAgent()),
                "ip",
                opening.visitor().address()),
            "/settings/security")
        .dated("at", now);
  }

  /**
   * Exchanges a refresh token for the next. Whoever shows one that was exchanged before has stolen
   * it, or was stolen from: the session ends for both. Two windows of one browser may ask at the
   * same moment, so the one before is good for a little longer, but for no new token.
   *
   * @return empty where the token is of no use
   */
  public CompletionStage<Optional<Kept>> refresh(String text, Visitor visitor) {
    var shown = RefreshToken.parse(text);
    if (shown.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var family = shown.get().family();
    return database
        .transact(handle -> exchange(handle, shown.get(), visitor))
        .thenApply(
            exchanged -> {
              if (exchanged.stolen) {
                news.publish(new SessionNews.Changed(List.of(family), true));
              }
              return exchanged.kept;
            });
  }

  private record Exchanged(Optional<Kept> kept, boolean stolen) {}

  private Exchanged exchange(Handle handle, RefreshToken shown, Visitor visitor) {
    var now = clock.instant();
    var found = SessionTable.chain(handle, shown, now);
    if (found.isEmpty() || !found.get().live()) {
      return new Exchanged(Optional.empty(), false);
    }
    var chain = found.get();
    var standing = SessionTable.standing(handle, shown.family(), demands, now);
    if (chain.shown() == SessionTable.Shown.CURRENT) {
      var next = RefreshToken.next(shown.family());
      var end = chain.createdAt().plus(longest);
      var expiresAt = now.plus(idle).isBefore(end) ? now.plus(idle) : end;
      SessionTable.rotate(handle, next, visitor, now, expiresAt);
      return new Exchanged(standing.map(still -> new Kept(still, next.text(), expiresAt)), false);
    }
    if (chain.shown() == SessionTable.Shown.PREVIOUS
        && now.isBefore(chain.rotatedAt().plus(leeway))) {
      return new Exchanged(standing.map(still -> new Kept(still, null, still.expiresAt())), false);
    }
    handle.execute(
        "update core.session set ended_at = ?, end_reason = 'reuse' where family = ?",
        now.atOffset(ZoneOffset.UTC),
        shown.family());
    return new Exchanged(Optional.empty(), true);
  }

  /**
   * Takes the session, with all its tokens, to another tenant, or out of all. Empty, and ended,
   * where the user does not belong there.
   */
  public CompletionStage<Optional<Standing>> enter(String family, @Nullable TenantId tenant) {
    return enter(family, tenant, null);
  }

  /** Lets an operator's session act for a tenant for a while. */
  public CompletionStage<Optional<Standing>> impersonate(
      String family, TenantId tenant, String operator, Role as) {
    return enter(
        family, tenant, new SessionTable.Acting(operator, as, clock.instant().plus(acting)));
  }

  /** Takes an operator's session out of a tenant that it still acts for. */
  public static CompletionStage<Boolean> leave(Platform platform, String family, TenantId tenant) {
    return platform
        .database()
        .transact(handle -> SessionTable.leave(handle, family, tenant))
        .thenApply(
            left -> {
              var families = left ? List.of(family) : List.<String>of();
              SessionNews.of(platform.system()).publish(new SessionNews.Changed(families, false));
              return left;
            });
  }

  private CompletionStage<Optional<Standing>> enter(
      String family, @Nullable TenantId tenant, SessionTable.@Nullable Acting as) {
    return database
        .transact(
            handle -> {
              SessionTable.enter(handle, family, tenant, as);
              return SessionTable.standing(handle, family, demands, clock.instant());
            })
        .thenApply(
            standing -> {
              news.publish(new SessionNews.Changed(List.of(family), standing.isEmpty()));
              return standing;
            });
  }

  /** Notes that the session has shown a second step since it was opened. */
  public CompletionStage<Boolean> stepUp(String family, String factor) {
    return database
        .transact(handle -> SessionTable.stepUp(handle, family, factor))
        .thenApply(
            first -> {
              news.publish(new SessionNews.Changed(List.of(family), false));
              return first;
            });
  }

  /** Ends the session that this refresh token keeps going, if any. */
  public CompletionStage<Boolean> end(String refresh, String why) {
    return RefreshToken.parse(refresh)
        .map(
            token ->
                end(
                    handle ->
                        SessionTable.end(
                            handle, token.family(), token.hash(), clock.instant(), why)))
        .orElseGet(() -> CompletableFuture.completedFuture(List.of()))
        .thenApply(ended -> !ended.isEmpty());
  }

  public CompletionStage<List<Device>> devices(String user) {
    return database.read(handle -> SessionTable.devices(handle, user, clock.instant()));
  }

  /** Ends one session of the user's; false where there is no such one. */
  public CompletionStage<Boolean> end(String user, String family, String why) {
    return end("family = :value", user, family, why).thenApply(ended -> !ended.isEmpty());
  }

  /** Ends every session of the user's. */
  public CompletionStage<List<String>> endAll(String user, String why) {
    return end("true", user, null, why);
  }

  /** Ends every session of the user's but this. */
  public CompletionStage<List<String>> endOthers(String user, String family, String why) {
    return end("family <> :value", user, family, why);
  }

  /** Ends the sessions that the user has in the tenant. */
  public CompletionStage<List<String>> endIn(String user, TenantId tenant) {
    return end("tenant = :value", user, tenant.value(), "removed");
  }

  private CompletionStage<List<String>> end(
      String where, String user, @Nullable String value, String why) {
    return end(handle -> SessionTable.end(handle, where, user, value, clock.instant(), why));
  }

  private CompletionStage<List<String>> end(HandleCallback<List<String>, ?> work) {
    return database
        .transact(work)
        .thenApply(
            families -> {
              news.publish(new SessionNews.Changed(families, true));
              return families;
            });
  }

  /** Lets the user's sessions follow a change of role, name or verification at once. */
  public CompletionStage<List<String>> changed(String user) {
    return database
        .read(handle -> SessionTable.open(handle, user))
        .thenApply(
            families -> {
              news.publish(new SessionNews.Changed(families, false));
              return families;
            });
  }

  /** Uses up something that can be used once in the whole cluster; false when it was already. */
  public CompletionStage<Boolean> spend(String id, Instant expiresAt) {
    return database.transact(
        handle -> {
          handle
              .createUpdate("delete from core.revoked_session where expires_at < :now")
              .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
              .execute();
          return handle
                  .createUpdate(
                      "insert into core.revoked_session (id, expires_at)"
                          + " values (:id, :at) on conflict do nothing")
                  .bind("id", id)
                  .bind("at", expiresAt.atOffset(ZoneOffset.UTC))
                  .execute()
              == 1;
        });
  }
}
