package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.Redaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request for the audit log. The API fills in who asked for what; handlers add
 * what only they know: which tenant or thing it was about, and what was there before.
 */
public final class Trail {
  private static final int MAX_CHANGES = 30;

  private final List<AuditChange> changes = new ArrayList<>();
  private @Nullable Session session;
  private @Nullable Record request;
  private @Nullable String actor;
  private @Nullable String actorName;
  private @Nullable TenantId tenant;
  private @Nullable String target;

  /** Who it turned out to be, for requests that come without a session. */
  public synchronized Trail actor(String user, @Nullable String name) {
    this.actor = user;
    this.actorName = name;
    return this;
  }

  /** Whose log it belongs to, for requests of the platform. */
  public synchronized Trail tenant(@Nullable TenantId about) {
    this.tenant = about;
    return this;
  }

  /** What it was done to, where that is not the first parameter of the path. */
  public synchronized Trail target(String id) {
    this.target = id;
    return this;
  }

  /** A field whose old value is known. Equal values are not worth a line. */
  public synchronized Trail changed(String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after) && changes.size() < MAX_CHANGES) {
      changes.add(Redaction.change(field, json(before), json(after)));
    }
    return this;
  }

  private static @Nullable JsonNode json(@Nullable Object value) {
    return value == null ? null : ApiJson.MAPPER.valueToTree(value);
  }

  synchronized void of(Session known) {
    this.session = known;
  }

  synchronized void asked(Record bound) {
    this.request = bound;
  }

  synchronized Known known() {
    return new Known(session, request, actor, actorName, tenant, target, List.copyOf(changes));
  }

  /** All of it, at one moment. */
  record Known(
      @Nullable Session session,
      @Nullable Record request,
      @Nullable String actor,
      @Nullable String actorName,
      @Nullable TenantId tenant,
      @Nullable String target,
      List<AuditChange> changes) {}
}
