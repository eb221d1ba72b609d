package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Where letters are kept until somebody has looked: so many of a tenant, and one letter of each
 * source that counts all further ones.
 */
final class DeadLetterShelf {
  private final int perTenant;

  DeadLetterShelf(int perTenant) {
    this.perTenant = perTenant;
  }

  /** Putting the same letter twice changes nothing, but for the count of those over the limit. */
  int put(Handle handle, List<Letter> letters) {
    var open = open(handle, letters);
    var inserts =
        handle.prepareBatch(
            """
            insert into core.dead_letter as kept (id, tenant, source, endpoint, reason, detail,
              received_at, count, complete, payload)
            values (:id, :tenant, :source, :endpoint, :reason, :detail,
              :receivedAt, :count, :complete, :payload)
            on conflict (id) do update set count = kept.count + excluded.count, state = 'OPEN',
              received_at = greatest(kept.received_at, excluded.received_at)
              where :adds
            """);
    for (var letter : letters) {
      boolean over = open.merge(owner(letter), 1, Integer::sum) > perTenant;
      var kept = over ? overflow(letter) : letter;
      inserts
          .bindMethods(kept)
          .bind("tenant", kept.tenant() == null ? null : kept.tenant().value())
          .bind("adds", over)
          .add();
    }
    return inserts.execute().length;
  }

  private static Map<String, Integer> open(Handle handle, List<Letter> letters) {
    var counts = new HashMap<String, Integer>();
    handle
        .createQuery(
            "select coalesce(tenant, '') as owner, count(*) as letters from core.dead_letter"
                + " where state = 'OPEN' and coalesce(tenant, '') in (<owners>) group by 1")
        .bindList("owners", letters.stream().map(DeadLetterShelf::owner).distinct().toList())
        .map((row, _) -> counts.put(row.getString("owner"), row.getInt("letters")))
        .list();
    return counts;
  }

  /** Found again by the tenant and the source, so that it counts on. */
  private static Letter overflow(Letter letter) {
    return Letter.summary(
        Ids.derived(Kind.DEAD_LETTER, owner(letter), letter.source(), "overflow"),
        letter.tenant(),
        letter.source(),
        letter.endpoint(),
        "Too many open dead letters: replay or discard them, then further ones are kept.",
        letter.receivedAt(),
        letter.count());
  }

  private static String owner(Letter letter) {
    TenantId tenant = letter.tenant();
    return tenant == null ? "" : tenant.value();
  }
}
