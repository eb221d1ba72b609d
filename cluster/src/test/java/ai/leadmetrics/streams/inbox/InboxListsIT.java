package ai.leadmetrics.streams.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.protocol.inbox.InboxFilter;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.TenantSql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InboxListsIT {
  /** However many conversations there are, a page reads the rows it shows. */
  @ParameterizedTest
  @EnumSource(InboxFilter.class)
  void aPageComesInTheOrderOfAnIndex(InboxFilter filter) {
    var plan =
        TestPlatform.shared()
            .node()
            .platform()
            .database()
            .jdbi()
            .inTransaction(
                handle -> {
                  // Small tables are sorted because that is cheap; where it is the only way, it
                  // stays.
                  handle.execute("set local enable_sort = off");
                  handle.execute("set local enable_seqscan = off");
                  handle.execute("set local enable_bitmapscan = off");
                  var sql = "explain " + InboxQueries.page(filter, false);
                  var query =
                      TenantSql.query(handle, new TenantId("lists"), sql)
                          .bind("at", Cursor.FIRST.at())
                          .bind("id", "")
                          .bind("limit", 51);
                  if (filter == InboxFilter.ATTENTION) {
                    query.bind("rank", InboxQueries.rankOf(Cursor.FIRST));
                  }
                  return String.join("\n", query.mapTo(String.class).list());
                });
    assertThat(plan).contains("conversation_").doesNotContain("Sort");
  }
}
