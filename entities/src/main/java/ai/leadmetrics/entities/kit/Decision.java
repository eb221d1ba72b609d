package ai.leadmetrics.entities.kit;

import ai.leadmetrics.protocol.kit.ErrorCode;
import ai.leadmetrics.protocol.kit.Rejection;
import java.util.List;

/** What a command leads to: events, none where it was done already, or a refusal. */
public sealed interface Decision<E> {
  record Accepted<E>(List<E> events) implements Decision<E> {}

  record Rejected<E>(Rejection rejection) implements Decision<E> {}

  @SafeVarargs
  @SuppressWarnings("varargs") // copied at once
  static <E> Decision<E> accepted(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E> Decision<E> accepted(List<E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  static <E> Decision<E> rejected(ErrorCode code) {
    return new Rejected<>(Rejection.of(code));
  }
}
