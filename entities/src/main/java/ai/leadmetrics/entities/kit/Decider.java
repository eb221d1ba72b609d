package ai.leadmetrics.entities.kit;

/**
 * The rules of an aggregate, without clock, ids of its own, or I/O: times and ids come in with the
 * commands.
 *
 * @param <C> commands, which validate themselves
 * @param <E> events, which are never validated: replay accepts whatever was once written
 * @param <S> state, immutable, every collection in it bounded
 */
public interface Decider<C, E, S> {
  S initial();

  Decision<E> decide(S state, C command);

  S evolve(S state, E event);
}
