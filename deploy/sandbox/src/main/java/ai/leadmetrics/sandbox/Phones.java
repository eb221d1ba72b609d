package ai.leadmetrics.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The customers' phones: what each has sent and received, with readers that wait for news. */
final class Phones {
  private static final int KEPT_MESSAGES = 10_000;
  private static final long KEPT_CHARACTERS = 16_000_000;

  /** Directions as the business sees them. */
  enum Direction {
    IN,
    OUT
  }

  /**
   * A message on a phone.
   *
   * @param n its position, fixed
   * @param revision moves on with every change of status
   */
  record Message(
      long n,
      long revision,
      String phone,
      String phoneNumberId,
      Direction direction,
      String id,
      String text,
      Instant at,
      String status) {
    Message with(long changed, String newStatus) {
      return new Message(n, changed, phone, phoneNumberId, direction, id, text, at, newStatus);
    }
  }

  /** A phone in the list, with its newest message. */
  record Phone(String number, String name, int messages, Message last) {}

  /**
   * An answer together with the revision it is true for.
   *
   * @param epoch changes when everything was forgotten: what a reader remembers is void
   */
  record View<T>(List<T> items, long revision, String epoch) {}

  /** Which messages a reader wants: new ones, and with {@code since} 0 or more, changed ones. */
  record Query(String phone, String phoneNumberId, long after, long since) {
    boolean matches(Message message) {
      return (phoneNumberId.isEmpty() || phoneNumberId.equals(message.phoneNumberId()))
          && (message.n() > after || (since >= 0 && message.revision() > since));
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, LinkedHashMap<String, Message>> phones = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Deque<Message> oldestFirst = new ArrayDeque<>();
  private final Map<String, String> phoneByMessage = new HashMap<>();
  private long characters;
  private long revision;
  private String epoch = Ids.trace();

  /** Adds a message; one whose id is already there (a redelivery) is left as it is. */
  void add(
      Direction direction,
      String phone,
      String phoneNumberId,
      String id,
      String text,
      Instant at,
      String status) {
    locked(
        () -> {
          if (phoneByMessage.containsKey(id)) {
            return;
          }
          var n = ++revision;
          var message = new Message(n, n, phone, phoneNumberId, direction, id, text, at, status);
          phones.computeIfAbsent(phone, _ -> new LinkedHashMap<>()).put(id, message);
          phoneByMessage.put(id, phone);
          oldestFirst.addLast(message);
          characters += text.length();
          forgetOldest();
        });
  }

  void name(String phone, String name) {
    locked(
        () -> {
          if (!name.isBlank()) {
            names.put(phone, name);
          }
        });
  }

  /** The name last given for this phone, or its number. */
  String nameOf(String phone) {
    lock.lock();
    try {
      return names.getOrDefault(phone, "+" + phone);
    } finally {
      lock.unlock();
    }
  }

  void status(String id, String status) {
    locked(
        () ->
            Optional.ofNullable(phoneByMessage.get(id))
                .map(phones::get)
                .ifPresent(
                    messages ->
                        messages.computeIfPresent(id, (_, m) -> m.with(++revision, status))));
  }

  /** Wakes the readers of the list: something they show beside it is different. */
  void touch() {
    locked(() -> revision++);
  }

  void clear() {
    locked(
        () -> {
          revision++;
          epoch = Ids.trace();
          phones.clear();
          names.clear();
          oldestFirst.clear();
          phoneByMessage.clear();
          characters = 0;
        });
  }

  /** Matching messages, waiting up to the given time for the first of them. */
  View<Message> messages(Query query, Duration longest) throws InterruptedException {
    lock.lock();
    try {
      await(longest, () -> phone(query.phone()).anyMatch(query::matches));
      var items = phone(query.phone()).filter(query::matches).toList();
      return new View<>(items, revision, epoch);
    } finally {
      lock.unlock();
    }
  }

  /** All phones, most recently used first, waiting while nothing has changed since. */
  View<Phone> list(long since, Duration longest) throws InterruptedException {
    lock.lock();
    try {
      await(longest, () -> revision != since);
      var items =
          phones.entrySet().stream()
              .map(
                  entry ->
                      new Phone(
                          entry.getKey(),
                          names.getOrDefault(entry.getKey(), ""),
                          entry.getValue().size(),
                          entry.getValue().lastEntry().getValue()))
              .sorted((a, b) -> Long.compare(b.last().n(), a.last().n()))
              .toList();
      return new View<>(items, revision, epoch);
    } finally {
      lock.unlock();
    }
  }

  private Stream<Message> phone(String number) {
    return phones.getOrDefault(number, new LinkedHashMap<>()).values().stream();
  }

  private void await(Duration longest, BooleanSupplier ready) throws InterruptedException {
    var left = longest.toNanos();
    while (left > 0 && !ready.getAsBoolean()) {
      left = changed.awaitNanos(left);
    }
  }

  private void forgetOldest() {
    while (oldestFirst.size() > KEPT_MESSAGES || characters > KEPT_CHARACTERS) {
      var oldest = oldestFirst.removeFirst();
      characters -= oldest.text().length();
      phoneByMessage.remove(oldest.id());
      var messages = phones.get(oldest.phone());
      if (messages != null) {
        messages.remove(oldest.id());
        if (messages.isEmpty()) {
          phones.remove(oldest.phone());
          names.remove(oldest.phone());
        }
      }
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
