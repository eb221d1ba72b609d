package ai.leadmetrics.http.kit;

import java.util.HashMap;
import java.util.Map;

/**
 * An amount that many owners share: bytes, connections, requests. An owner may hold at most a share
 * of what is free at the moment, so one alone never takes everything (dynamic thresholds: Choudhury
 * and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998). With a share of 1/2 the first gets a
 * third of the total and each further owner a third of what the others left.
 */
public final class SharedBudget {
  /** How a request for more was answered. */
  public enum Answer {
    GRANTED,
    /** The owner holds its share: it has to give back some first. */
    OWN_SHARE_USED,
    /** Others hold it: there is nothing for this owner right now. */
    ALL_USED
  }

  private final long total;
  private final double share;
  private final Map<String, Long> held = new HashMap<>();
  private long used;

  /**
   * @param share of what is free that one owner may hold, more than 0
   */
  public SharedBudget(long total, double share) {
    this.total = total;
    this.share = share;
  }

  public synchronized Answer take(String owner, long amount) {
    long own = held.getOrDefault(owner, 0L);
    long free = total - used;
    if (amount > free || own + amount > share * free) {
      return own > 0 ? Answer.OWN_SHARE_USED : Answer.ALL_USED;
    }
    held.put(owner, own + amount);
    used += amount;
    return Answer.GRANTED;
  }

  /** Gives back what was granted. */
  public synchronized void release(String owner, long amount) {
    used -= amount;
    held.computeIfPresent(owner, (_, own) -> own > amount ? own - amount : null);
  }

  /** What all owners hold together. */
  public synchronized long used() {
    return used;
  }
}
