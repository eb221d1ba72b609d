package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.Limits;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.PlanVersion;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.streams.kit.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** The plans and all their versions. */
public final class PlanStore {
  static final String COLUMNS =
      "p.plan, p.version, p.name, p.price_minor, p.currency, p.limits, p.features, p.overage,"
          + " p.published_at, p.published_by";

  private final Database database;

  public PlanStore(Database database) {
    this.database = database;
  }

  /** A version with who published it. */
  public record Published(PlanVersion plan, String by) {}

  /** What is to be published. */
  public record Draft(
      PlanId plan,
      String name,
      Money price,
      Limits limits,
      List<String> features,
      boolean overage) {
    public Draft {
      features = List.copyOf(features);
    }
  }

  /** The new version, or why there is none. */
  public sealed interface Outcome {
    record Done(Published version) implements Outcome {}

    record Refused(Rejection rejection) implements Outcome {}
  }

  /** What can be subscribed to, the smallest plan first. */
  public CompletionStage<List<PlanVersion>> current() {
    return database.read(PlanStore::current);
  }

  static List<PlanVersion> current(Handle handle) {
    return handle
        .createQuery(
            "select distinct on (p.plan) "
                + COLUMNS
                + " from core.plan_version p order by p.plan, p.version desc")
        .map((row, _) -> version(row))
        .list()
        .stream()
        .sorted(Comparator.comparing(PlanVersion::plan))
        .toList();
  }

  /** Every version of a plan, the newest first. */
  public CompletionStage<List<Published>> history(PlanId plan) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from core.plan_version p where p.plan = :plan order by p.version desc")
                .bind("plan", plan.wire())
                .map((row, _) -> new Published(version(row), row.getString("published_by")))
                .list());
  }

  /** One version, as its subscribers have it. */
  public CompletionStage<Optional<PlanVersion>> version(PlanId plan, int version) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from core.plan_version p where p.plan = :plan and p.version = :version")
                .bind("plan", plan.wire())
                .bind("version", version)
                .map((row, _) -> version(row))
                .findOne());
  }

  /**
   * Publishes the version after {@code after}; refused where somebody else was quicker.
   *
   * @param after the version that the draft was made from
   */
  public CompletionStage<Outcome> publish(Draft draft, int after, Instant at, String by) {
    return database.transact(
        handle -> {
          int changed =
              handle
                  .createUpdate(
                      "insert into core.plan_version (plan, version, name, price_minor, currency,"
                          + " limits, features, overage, published_at, published_by) select :plan,"
                          + " max(version) + 1, :name, :price, :currency, :limits, :features,"
                          + " :overage, :at, :by from core.plan_version where plan = :plan having"
                          + " max(version) = :after on conflict do nothing")
                  .bind("plan", draft.plan().wire())
                  .bind("name", draft.name())
                  .bind("price", draft.price().minor())
                  .bind("currency", draft.price().currency())
                  .bind("limits", Json.text(draft.limits()))
                  .bind("features", Json.text(draft.features()))
                  .bind("overage", draft.overage())
                  .bind("at", at.atOffset(ZoneOffset.UTC))
                  .bind("by", by)
                  .bind("after", after)
                  .execute();
          return changed == 0
              ? new Outcome.Refused(Rejection.of(BillingError.PLAN_CHANGED))
              : new Outcome.Done(new Published(made(draft, after + 1, at), by));
        });
  }

  private static PlanVersion made(Draft draft, int version, Instant at) {
    return new PlanVersion(
        draft.plan(),
        version,
        draft.name(),
        draft.price(),
        draft.limits(),
        draft.features(),
        draft.overage(),
        at);
  }

  static PlanVersion version(ResultSet row) throws SQLException {
    return new PlanVersion(
        PlanId.of(row.getString("plan")),
        row.getInt("version"),
        row.getString("name"),
        new Money(row.getLong("price_minor"), row.getString("currency")),
        Json.read(row.getString("limits"), Limits.class),
        List.of(Json.read(row.getString("features"), String[].class)),
        row.getBoolean("overage"),
        row.getObject("published_at", OffsetDateTime.class).toInstant());
  }
}
