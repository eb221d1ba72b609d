package ai.leadmetrics.entities.kit;

/**
 * A decider with its names. To register one, add its class to {@code
 * META-INF/services/ai.leadmetrics.entities.kit.Aggregate}.
 */
public interface Aggregate<C, E, S> extends Decider<C, E, S> {
  /** Stands in persistence ids, manifests and topics' headers: never changes. */
  String name();

  /** Its events go to the topic {@code events.<context>}. */
  String context();

  /** The sealed interface of its commands. */
  Class<C> commands();

  /** The sealed interface of its events. */
  Class<E> events();

  Class<S> states();

  /**
   * Whether its events are records of ours that stay when a tenant is erased: money, accounts, what
   * became of the tenant itself. The events of all others go, and nothing is added to them after.
   */
  default boolean outlivesTenants() {
    return false;
  }
}
