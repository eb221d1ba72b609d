package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One picture of each tenant and of each person. */
public final class PictureStore {
  private static final String LOGO = "logo";

  private final Database database;

  public PictureStore(Database database) {
    this.database = database;
  }

  /** Whose picture it is. */
  public record Owner(TenantId tenant, String name) {
    public static Owner logoOf(TenantId tenant) {
      return new Owner(tenant, LOGO);
    }

    public static Owner person(String user) {
      return new Owner(TenantId.PLATFORM, user);
    }
  }

  /** What somebody's session is shown with; each absent where nothing was uploaded. */
  public record Shown(@Nullable String person, @Nullable String logo) {}

  /** Draws what was uploaded and keeps it in the place of an earlier one; empty: unreadable. */
  public CompletionStage<Optional<Picture>> put(Owner owner, byte[] file, Instant now) {
    return CompletableFuture.supplyAsync(() -> Picture.of(file), database.threads())
        .thenCompose(
            drawn ->
                drawn.isEmpty()
                    ? CompletableFuture.completedFuture(drawn)
                    : store(owner, drawn.get(), now).thenApply(_ -> drawn));
  }

  private CompletionStage<Integer> store(Owner owner, Picture picture, Instant now) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "insert into core.picture (tenant, owner, id, png, updated_at)"
                        + " values (:tenant, :owner, :id, :png, :now)"
                        + " on conflict (tenant, owner)"
                        + " do update set id = :id, png = :png, updated_at = :now")
                .bind("tenant", owner.tenant().value())
                .bind("owner", owner.name())
                .bind("id", picture.id())
                .bind("png", picture.png())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  public CompletionStage<Integer> remove(Owner owner) {
    return database.transact(
        handle ->
            handle.execute(
                "delete from core.picture where tenant = ? and owner = ?",
                owner.tenant().value(),
                owner.name()));
  }

  /** The PNG of an id, which nobody can guess without having seen the picture. */
  public CompletionStage<Optional<byte[]>> png(String id) {
    return database.read(
        handle ->
            handle
                .createQuery("select png from core.picture where id = :id limit 1")
                .bind("id", id)
                .map((row, _) -> row.getBytes("png"))
                .findFirst());
  }

  public CompletionStage<Shown> shown(String user, @Nullable TenantId tenant) {
    return database.read(
        handle -> {
          var ids =
              handle
                  .createQuery(
                      "select owner, id from core.picture where tenant = :platform and owner ="
                          + " :user or tenant = :tenant and owner = :logo")
                  .bind("platform", TenantId.PLATFORM.value())
                  .bind("user", user)
                  .bind("tenant", tenant == null ? null : tenant.value())
                  .bind("logo", LOGO)
                  .collectRows(
                      Collectors.toMap(
                          row -> row.getColumn("owner", String.class),
                          row -> row.getColumn("id", String.class)));
          return new Shown(ids.get(user), ids.get(LOGO));
        });
  }
}
