package ai.leadmetrics.entities.identity;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a user signs in with besides a password. Only that it is there: secrets are kept elsewhere.
 *
 * @param passkeys names by id, at most {@link #MOST_PASSKEYS}
 * @param accounts the providers of linked accounts, of which there are few
 */
public record Factors(boolean twoStep, Map<String, String> passkeys, Set<String> accounts) {
  public static final int MOST_PASSKEYS = 20;
  public static final Factors NONE = new Factors(false, Map.of(), Set.of());

  public Factors {
    passkeys = Map.copyOf(passkeys);
    accounts = Set.copyOf(accounts);
  }

  Factors withTwoStep(boolean on) {
    return new Factors(on, passkeys, accounts);
  }

  Factors withPasskey(String id, String name) {
    var next = new TreeMap<>(passkeys);
    next.put(id, name);
    return new Factors(twoStep, next, accounts);
  }

  Factors withoutPasskey(String id) {
    var next = new TreeMap<>(passkeys);
    next.remove(id);
    return new Factors(twoStep, next, accounts);
  }

  Factors withAccount(String provider) {
    var next = new TreeSet<>(accounts);
    next.add(provider);
    return new Factors(twoStep, passkeys, next);
  }

  Factors withoutAccount(String provider) {
    var next = new TreeSet<>(accounts);
    next.remove(provider);
    return new Factors(twoStep, passkeys, next);
  }
}
