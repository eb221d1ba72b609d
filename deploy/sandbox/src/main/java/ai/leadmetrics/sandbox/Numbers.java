package ai.leadmetrics.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The business numbers the sandbox answers for. */
final class Numbers {
  private static final int MOST = 1_000;

  private final Map<String, BusinessNumber> byId = new LinkedHashMap<>();
  private final Map<String, Window> windows = new LinkedHashMap<>();

  private record Window(long second, int sends) {}

  synchronized void put(BusinessNumber number) {
    if (byId.size() >= MOST && !byId.containsKey(number.phoneNumberId())) {
      throw Refusal.of(409, "No more than " + MOST + " numbers");
    }
    byId.put(number.phoneNumberId(), number);
  }

  synchronized Optional<BusinessNumber> find(String phoneNumberId) {
    return Optional.ofNullable(byId.get(phoneNumberId));
  }

  synchronized Collection<BusinessNumber> all() {
    return List.copyOf(byId.values());
  }

  /** The number to simulate with: the named one, or the only one there is. */
  synchronized BusinessNumber choose(String phoneNumberId) {
    if (phoneNumberId.isEmpty() && byId.size() == 1) {
      return byId.values().iterator().next();
    }
    return find(phoneNumberId)
        .orElseThrow(
            () ->
                phoneNumberId.isEmpty()
                    ? Refusal.of(
                        400, "phoneNumberId is needed: " + byId.size() + " numbers are registered")
                    : Refusal.of(404, "No number " + phoneNumberId + " is registered"));
  }

  /**
   * The number a Graph call may act for, judged by its {@code Authorization} header; a token that
   * begins with {@code expired} is one whose time is over.
   */
  BusinessNumber authorize(String phoneNumberId, String authorization) {
    var token = authorize(authorization);
    var number = find(phoneNumberId).orElseThrow(() -> Refusal.noObject(phoneNumberId));
    if (!number.accessToken().isEmpty() && !same(number.accessToken(), token)) {
      throw Refusal.unauthorized("Invalid OAuth access token - Cannot parse access token");
    }
    return number;
  }

  /** For what belongs to no number: any token whose time is not over. */
  String authorize(String authorization) {
    var token =
        authorization.regionMatches(true, 0, "Bearer ", 0, 7)
            ? authorization.substring(7).strip()
            : "";
    if (token.isEmpty()) {
      throw Refusal.unauthorized("An access token is required to request this resource.");
    }
    if (token.startsWith("expired")) {
      throw Refusal.expired();
    }
    return token;
  }

  /** Counts one send against the number's throughput; false when the second is full. */
  synchronized boolean admit(BusinessNumber number, long epochSecond) {
    if (number.messagesPerSecond() <= 0) {
      return true;
    }
    var window = windows.getOrDefault(number.phoneNumberId(), new Window(epochSecond, 0));
    var sends = window.second() == epochSecond ? window.sends() : 0;
    if (sends >= number.messagesPerSecond()) {
      return false;
    }
    windows.put(number.phoneNumberId(), new Window(epochSecond, sends + 1));
    return true;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
