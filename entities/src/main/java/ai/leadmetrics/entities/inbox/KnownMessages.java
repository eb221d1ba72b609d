package ai.leadmetrics.entities.inbox;

import ai.leadmetrics.protocol.inbox.ContentId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages of a thread, oldest first.
 *
 * @param list bounded: what refers to older messages is kept without effect
 */
public record KnownMessages(@JsonValue List<KnownMessage> list) {
  static final int MAX = 200;
  static final KnownMessages NONE = new KnownMessages(List.of());

  @JsonCreator
  public KnownMessages {
    list = List.copyOf(list);
  }

  KnownMessages plus(KnownMessage message) {
    var all = new ArrayList<>(list.subList(Math.max(0, list.size() - MAX + 1), list.size()));
    all.add(message);
    return new KnownMessages(all);
  }

  @Nullable KnownMessage find(Predicate<KnownMessage> matches) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (matches.test(list.get(i))) {
        return list.get(i);
      }
    }
    return null;
  }

  @Nullable KnownMessage called(@Nullable String providerId) {
    return find(message -> message.isCalled(providerId));
  }

  /** Whether there is a message of this id, or one that it repeats. */
  boolean holds(String providerId) {
    var content = ContentId.parse(providerId);
    return called(providerId) != null
        || (content != null && find(message -> message.isRepeatedBy(content)) != null);
  }

  /** The latest message that waits for an answer. */
  @Nullable String lastOpen() {
    var open = find(KnownMessage::isOpen);
    return open == null ? null : open.message();
  }

  /** The latest message after {@code message} that waits for an answer. */
  @Nullable String lastOpenAfter(@Nullable String message) {
    var open = find(candidate -> candidate.isOpen() || candidate.message().equals(message));
    return open == null || open.message().equals(message) ? null : open.message();
  }

  /** Whether {@code one} came no later than {@code other}. */
  boolean isUpTo(String one, String other) {
    var last = find(known -> known.message().equals(one) || known.message().equals(other));
    return last == null || last.message().equals(other);
  }

  /** Everything up to and including {@code message} is answered. */
  KnownMessages answeredUpTo(String message) {
    int end = indexOf(message) + 1;
    var all = new ArrayList<KnownMessage>(list.size());
    for (int i = 0; i < list.size(); i++) {
      all.add(i < end ? list.get(i).settled() : list.get(i));
    }
    return new KnownMessages(all);
  }

  KnownMessages allAnswered() {
    return map(KnownMessage::settled);
  }

  KnownMessages replaced(KnownMessage message) {
    return change(message.message(), _ -> message);
  }

  KnownMessages sentAs(String message, String providerId) {
    return change(message, known -> known.sentAs(providerId));
  }

  private KnownMessages change(String message, UnaryOperator<KnownMessage> change) {
    return map(known -> known.message().equals(message) ? change.apply(known) : known);
  }

  private KnownMessages map(UnaryOperator<KnownMessage> change) {
    return new KnownMessages(list.stream().map(change).toList());
  }

  private int indexOf(String message) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).message().equals(message)) {
        return i;
      }
    }
    return -1;
  }
}
