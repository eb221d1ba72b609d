package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;

/**
 * A request of a signed-in user.
 *
 * @param command the id under which a write happens once however often it is sent
 */
public record Caller(Session session, Visit visit, String command) {

  public String user() {
    return session.user();
  }

  /** A request of a user of a tenant: the only way for handlers to learn a tenant. */
  public record OfTenant(TenantId tenant, Caller caller) {
    public String user() {
      return caller.user();
    }

    public String command() {
      return caller.command();
    }

    /**
     * An id from the wire as an entity of the caller's own tenant; other tenants' cannot be named.
     */
    public EntityId entity(Kind kind, String local) {
      if (!local.startsWith(kind.prefix())) {
        throw new ProblemException(CommonError.NOT_FOUND);
      }
      try {
        return new EntityId(tenant, local);
      } catch (IllegalArgumentException e) {
        throw new ProblemException(CommonError.NOT_FOUND);
      }
    }
  }
}
