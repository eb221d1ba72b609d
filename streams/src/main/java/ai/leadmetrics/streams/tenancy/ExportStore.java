package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.SettingsView;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.TenantSql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;

/** A tenant's own data as one archive of JSON files, to take along. */
public final class ExportStore {
  /**
   * Keeps an archive, which is packed in memory, within tens of MB; the file {@code about.json}
   * tells of it.
   */
  private static final int MOST = 200_000;

  private static final int FETCHED_AT_ONCE = 500;

  private static final Map<String, String> LISTS = new LinkedHashMap<>();

  static {
    LISTS.put(
        "contacts",
        "select c.id, c.name, (select json_agg(json_build_object('kind', i.kind, 'value', i.value))"
            + " from leads.identifier i where i.tenant = c.tenant and i.contact = c.id)"
            + " as identifiers from leads.contact c where :tenant(c) order by c.id limit :most");
    LISTS.put("leads", "select l.* from leads.lead l where :tenant(l) order by l.id limit :most");
    LISTS.put(
        "conversations",
        "select c.id, c.contact, c.channel, c.address, c.owner, c.opened_at, c.last_at"
            + " from inbox.conversation c where :tenant(c) order by c.id limit :most");
    LISTS.put(
        "messages",
        "select m.conversation, m.id, m.direction, m.author, m.author_name, m.text, m.kind, m.at,"
            + " m.status from inbox.message m where :tenant(m)"
            + " order by m.conversation, m.seq limit :most");
    LISTS.put(
        "knowledge",
        "select k.question, k.answer from core.knowledge_item k where :tenant(k)"
            + " order by k.rank limit :most");
    LISTS.put(
        "channels",
        "select c.id, c.kind, c.name, c.external_id, c.created_at from core.channel c"
            + " where :tenant(c) order by c.id limit :most");
  }

  private final Database database;
  private final TenantStore tenants;

  private record About(String tenant, int mostPerFile, Map<String, Integer> rows) {}

  public ExportStore(Database database) {
    this.database = database;
    this.tenants = new TenantStore(database);
  }

  /** Empty where there is no such tenant. */
  public CompletionStage<Optional<byte[]>> zip(TenantId tenant) {
    return tenants
        .facts(tenant)
        // Without a transaction the driver would read whole lists into memory.
        .thenCompose(facts -> database.transact(handle -> facts.map(f -> zip(handle, tenant, f))));
  }

  private static byte[] zip(Handle handle, TenantId tenant, TenantFacts facts) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var rows = new LinkedHashMap<String, Integer>();
      file(zip, "profile.json", Json.text(SettingsView.of(tenant.value(), facts)));
      for (var list : LISTS.entrySet()) {
        zip.putNextEntry(new ZipEntry(list.getKey() + ".json"));
        rows.put(list.getKey(), lines(zip, handle, tenant, list.getValue()));
        zip.closeEntry();
      }
      file(zip, "about.json", Json.text(new About(tenant.value(), MOST, rows)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One after the other: what is packed already need not be kept. */
  private static int lines(ZipOutputStream zip, Handle handle, TenantId tenant, String sql)
      throws IOException {
    int count = 0;
    write(zip, "[");
    try (var lines =
        TenantSql.query(handle, tenant, "select row_to_json(x)::text from (" + sql + ") x")
            .bind("most", MOST)
            .setFetchSize(FETCHED_AT_ONCE)
            .mapTo(String.class)
            .iterator()) {
      while (lines.hasNext()) {
        write(zip, (count++ == 0 ? "" : ",\n") + lines.next());
      }
    }
    write(zip, "]");
    return count;
  }

  private static void write(ZipOutputStream zip, String text) throws IOException {
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void file(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
