package ai.leadmetrics.entities.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.kit.ErrorCode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Given events, when a command, then events or a refusal. */
public final class Given<C, E, S> {
  private final Decider<C, E, S> decider;
  private final S state;

  private Given(Decider<C, E, S> decider, S state) {
    this.decider = decider;
    this.state = state;
  }

  @SafeVarargs
  public static <C, E, S> Given<C, E, S> given(Decider<C, E, S> decider, E... events) {
    return new Given<>(decider, decider.initial()).and(List.of(events));
  }

  public Given<C, E, S> and(List<? extends E> events) {
    S next = state;
    for (E event : events) {
      next = decider.evolve(next, event);
    }
    return new Given<>(decider, next);
  }

  /** Decides and applies, for stories of several steps. */
  public Given<C, E, S> after(C command) {
    return and(when(command).events());
  }

  public When when(C command) {
    return new When(decider.decide(state, command));
  }

  public S state() {
    return state;
  }

  /** What came of the command. */
  public final class When {
    private final Decision<E> decision;

    private When(Decision<E> decision) {
      this.decision = decision;
    }

    public List<E> events() {
      assertThat(decision).isInstanceOf(Decision.Accepted.class);
      return ((Decision.Accepted<E>) decision).events();
    }

    @SafeVarargs
    public final When then(E... events) {
      assertThat(events()).containsExactly(events);
      return this;
    }

    public When thenNothing() {
      assertThat(events()).isEmpty();
      return this;
    }

    public When thenTypes(Class<?>... types) {
      assertThat(events().stream().<Class<?>>map(Object::getClass)).containsExactly(types);
      return this;
    }

    public When thenRefused(ErrorCode code) {
      assertThat(decision).isInstanceOf(Decision.Rejected.class);
      assertThat(((Decision.Rejected<E>) decision).rejection().code()).isEqualTo(code.code());
      return this;
    }

    public When state(Predicate<S> holds) {
      assertThat(and(events()).state()).matches(holds);
      return this;
    }

    public When satisfying(Consumer<List<E>> check) {
      check.accept(events());
      return this;
    }
  }
}
