package ai.leadmetrics.streams.kit;

import java.util.Set;

/**
 * What becomes of a context's tables when a tenant is erased. Each table that has a column {@code
 * tenant} stands in one of the lists, as {@code schema.table}.
 *
 * @param kept business records that the law wants, and lists that are made of such events
 * @param erased everything else
 */
public record TenantTables(Set<String> kept, Set<String> erased) {
  /** Of a context without tables. */
  public static final TenantTables NONE = new TenantTables(Set.of(), Set.of());

  public TenantTables {
    kept = Set.copyOf(kept);
    erased = Set.copyOf(erased);
  }

  /** Of a context that keeps nothing. */
  public static TenantTables erased(String... tables) {
    return new TenantTables(Set.of(), Set.of(tables));
  }
}
