package ai.leadmetrics.protocol.ops;

import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param tenant whose log it stands in; absent for what belongs to none
 * @param actor a user id, {@code system}, {@code ai}, {@code customer}, or {@code anonymous}
 * @param actorName as it was at the time
 * @param impersonator the user of the platform who worked within the tenant
 * @param action an endpoint's id or an event's type
 * @param target what it was done to
 * @param address where the request came from; absent for what the system did by itself
 * @param changes what is known of before and after, secrets left out
 */
public record AuditEntry(
    String id,
    Instant at,
    @Nullable TenantId tenant,
    String actor,
    @Nullable String actorName,
    @Nullable String impersonator,
    String action,
    @Nullable String target,
    Outcome outcome,
    @Nullable String address,
    @Nullable String request,
    List<AuditChange> changes) {

  /** What came of it. */
  public enum Outcome {
    DONE,
    REFUSED
  }

  /**
   * One field.
   *
   * @param before absent where it was not there or is not known
   */
  public record AuditChange(String field, @Nullable String before, @Nullable String after) {}

  public AuditEntry {
    changes = List.copyOf(changes);
  }
}
