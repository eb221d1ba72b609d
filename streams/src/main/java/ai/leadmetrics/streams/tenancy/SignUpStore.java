package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.SignUpDraft;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.identity.MembershipStore;
import ai.leadmetrics.streams.kit.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Sign-ups on their way, and the ids of tenants they get. */
public final class SignUpStore {
  /** More than anybody runs; keeps one account from taking every name there is. */
  private static final int MAX_TENANTS = 20;

  private final Database database;

  /** The id, or why there is none. */
  public sealed interface Claimed {
    record Given(TenantId tenant) implements Claimed {}

    record Refused(Rejection rejection) implements Claimed {}
  }

  public SignUpStore(Database database) {
    this.database = database;
  }

  public CompletionStage<SignUpDraft> draft(String user) {
    return database.read(handle -> find(handle, user, ""));
  }

  /** Adds to what was told so far. */
  public CompletionStage<SignUpDraft> save(String user, SignUpDraft newer, Instant now) {
    return database.transact(
        handle -> {
          handle
              .createUpdate(
                  "insert into core.sign_up (user_id, draft, updated_at)"
                      + " values (:user, '{}', :now) on conflict do nothing")
              .bind("user", user)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute();
          var draft = find(handle, user, " for update").with(newer);
          handle
              .createUpdate(
                  "update core.sign_up set draft = :draft, updated_at = :now"
                      + " where user_id = :user")
              .bind("user", user)
              .bind("draft", Json.text(draft))
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute();
          return draft;
        });
  }

  public CompletionStage<Integer> forget(String user) {
    return database.transact(
        handle -> handle.execute("delete from core.sign_up where user_id = ?", user));
  }

  /** Makes the owner of a new tenant one of its members. */
  public CompletionStage<Boolean> join(TenantId tenant, String user, Instant now) {
    return database.transact(
        handle -> {
          MembershipStore.put(handle, tenant, user, Role.ADMIN, now);
          return true;
        });
  }

  /** Forgets what nobody has touched since. */
  CompletionStage<Integer> forgetOlderThan(Instant when) {
    return database.transact(
        handle ->
            handle.execute(
                "delete from core.sign_up where updated_at < ?", when.atOffset(ZoneOffset.UTC)));
  }

  /** What the id of a business of this name would look like. */
  public CompletionStage<Claimed> suggest(String name) {
    var slug = Names.slug(name);
    return Names.isReserved(slug)
        ? CompletableFuture.completedFuture(reserved())
        : database.read(handle -> new Claimed.Given(firstFree(handle, slug)));
  }

  /** Gives a user an id for a business of this name; the same one when asked again. */
  public CompletionStage<Claimed> claim(String user, String name, Instant now) {
    var slug = Names.slug(name);
    return Names.isReserved(slug)
        ? CompletableFuture.completedFuture(reserved())
        : database.transact(handle -> claim(handle, user, slug, now));
  }

  /** One claim of a user's at a time: the next counts what this one has taken. */
  private static Claimed claim(Handle handle, String user, String slug, Instant now) {
    handle
        .createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) held")
        .bind("key", "tenant_name " + user)
        .mapTo(Integer.class)
        .one();
    var earlier =
        handle
            .createQuery(
                // One that was closed is not opened again by signing up under its name.
                "select id from core.tenant_name n where user_id = :user and wanted = :slug"
                    + " and not exists (select from core.tenant t where t.id = n.id"
                    + " and t.state in ('cancelled', 'erased')) order by claimed_at")
            .bind("user", user)
            .bind("slug", slug)
            .mapTo(String.class)
            .findFirst();
    if (earlier.isPresent()) {
      return new Claimed.Given(new TenantId(earlier.get()));
    }
    int claims =
        handle
            .createQuery("select count(*) from core.tenant_name where user_id = :user")
            .bind("user", user)
            .mapTo(Integer.class)
            .one();
    if (claims >= MAX_TENANTS) {
      return new Claimed.Refused(Rejection.of(TenancyError.TOO_MANY_TENANTS));
    }
    return Names.candidates(slug)
        .filter(candidate -> !isTaken(handle, candidate))
        .filter(candidate -> take(handle, candidate, user, slug, now))
        .findFirst()
        .<Claimed>map(Claimed.Given::new)
        .orElseGet(() -> new Claimed.Refused(Rejection.of(TenancyError.TENANT_EXISTS)));
  }

  private static Claimed reserved() {
    return new Claimed.Refused(Rejection.of(TenancyError.NAME_RESERVED));
  }

  private static TenantId firstFree(Handle handle, String slug) {
    return Names.candidates(slug)
        .filter(candidate -> !isTaken(handle, candidate))
        .findFirst()
        .orElseGet(() -> new TenantId(slug));
  }

  private static boolean isTaken(Handle handle, TenantId id) {
    return handle
        .createQuery(
            "select exists (select from core.tenant where id = :id)"
                + " or exists (select from core.tenant_name where id = :id)")
        .bind("id", id.value())
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean take(Handle handle, TenantId id, String user, String slug, Instant now) {
    return handle
            .createUpdate(
                "insert into core.tenant_name (id, user_id, wanted, claimed_at)"
                    + " values (:id, :user, :slug, :now) on conflict do nothing")
            .bind("id", id.value())
            .bind("user", user)
            .bind("slug", slug)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute()
        == 1;
  }

  private static SignUpDraft find(Handle handle, String user, String lock) {
    return handle
        .createQuery("select draft from core.sign_up where user_id = :user" + lock)
        .bind("user", user)
        .mapTo(String.class)
        .findOne()
        .map(json -> Json.read(json, SignUpDraft.class))
        .orElse(SignUpDraft.EMPTY);
  }
}
