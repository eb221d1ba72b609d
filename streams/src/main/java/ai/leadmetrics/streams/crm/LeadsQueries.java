package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.crm.LeadDetail;
import ai.leadmetrics.protocol.crm.LeadDetail.LeadHistoryEntry;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.crm.LeadStatus;
import ai.leadmetrics.protocol.crm.LeadSummary;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.crm.Referral;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Search;
import ai.leadmetrics.streams.kit.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the API reads of leads. */
public final class LeadsQueries {
  /** Of no account for a number in full. */
  private static final String ANY_REGION = "IN";

  private static final String SELECT =
      """
      select l.id, l.contact, coalesce(c.name, l.name) as name, l.source, l.status, l.score,
        l.created_at, greatest(l.created_at, a.at) as last_activity_at, l.conversation,
        l.service, l.urgency, l.budget, l.location, l.decision_maker, l.timeline,
        (select min(i.value) from leads.identifier i
         where i.tenant = l.tenant and i.contact = l.contact and i.kind = 'PHONE') as phone,
        (select min(i.value) from leads.identifier i
         where i.tenant = l.tenant and i.contact = l.contact and i.kind = 'EMAIL') as email
      from leads.lead l
      left join leads.contact c on c.tenant = l.tenant and c.id = l.contact
      left join leads.activity a on a.tenant = l.tenant and a.conversation = l.conversation
      where :tenant(l)
      """;

  /** Contacts by name or identifier; for use after {@code in}. */
  public static final String CONTACTS_FOUND =
      """
      (select f.id from leads.contact f where f.tenant = :tenant and lower(f.name) like :text
       union
       select f.contact from leads.other_name f where f.tenant = :tenant and lower(f.name) like :text
       union
       select f.contact from leads.identifier f
       where f.tenant = :tenant and f.value like :identifier)
      """;

  /**
   * Whether a row of contacts or leads counts: not where everything that the person wrote is spam.
   *
   * @param contact the column with the contact's id
   */
  public static String unlessSpam(String row, String contact) {
    return """
     coalesce((select not bool_and(s.spam is not null) from inbox.conversation s
      where s.tenant = %1$s.tenant and s.contact = %1$s.%2$s), true)
    """
        .formatted(row, contact);
  }

  /** The pattern for {@link #CONTACTS_FOUND}; a number in full is brought into its one form. */
  public static String identifier(String typed) {
    boolean inFull = typed.startsWith("+") || typed.startsWith("00");
    var numbers =
        inFull && Search.isNumber(typed)
            ? PhoneNumbers.written(typed, ANY_REGION)
            : List.<Identifier>of();
    return Search.identifier(numbers.size() == 1 ? numbers.getFirst().value() : typed);
  }

  private final Database database;

  public LeadsQueries(Database database) {
    this.database = database;
  }

  /**
   * Leads, the newest first.
   *
   * @param status only these
   * @param q part of a name, phone number or email address
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<LeadSummary>> leads(
      TenantId tenant,
      @Nullable LeadStatus status,
      @Nullable LeadScore score,
      @Nullable String q,
      int limit,
      @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    var wanted = q == null ? "" : q.strip();
    var sql =
        SELECT
            + " and "
            + unlessSpam("l", "contact")
            + (status == null ? "" : " and l.status = :status")
            + (score == null ? "" : " and l.score = :score")
            + (!wanted.isEmpty() ? " and l.contact in " + CONTACTS_FOUND : "")
            + " and (l.created_at, l.id) < (:at, :id)"
            + " order by l.created_at desc, l.id desc limit :limit";
    return database.read(
        handle -> {
          var query =
              TenantSql.query(handle, tenant, sql)
                  .bind("at", from.at())
                  .bind("id", from.id())
                  .bind("limit", size + 1);
          if (status != null) {
            query.bind("status", status.name());
          }
          if (score != null) {
            query.bind("score", score.name());
          }
          if (!wanted.isEmpty()) {
            query.bind("text", Search.text(wanted)).bind("identifier", identifier(wanted));
          }
          var rows = query.map((row, _) -> summary(row)).list();
          return Cursor.page(
              rows, size, lead -> lead, lead -> Cursor.of(lead.createdAt(), lead.id()));
        });
  }

  public CompletionStage<Optional<LeadDetail>> lead(TenantId tenant, String id) {
    return database.read(
        handle ->
            TenantSql.query(handle, tenant, SELECT + " and l.id = :id")
                .bind("id", id)
                .map(
                    (row, _) ->
                        LeadDetail.of(
                            summary(row),
                            otherNames(handle, tenant, row.getString("contact")),
                            qualification(row),
                            history(handle, tenant, id),
                            referral(handle, tenant, row.getString("conversation"))))
                .findOne());
  }

  /** The lead of a contact, for showing it beside something else. */
  public static Optional<LeadSummary> ofContact(Handle handle, TenantId tenant, String contact) {
    return TenantSql.query(handle, tenant, SELECT + " and l.contact = :contact limit 1")
        .bind("contact", contact)
        .map((row, _) -> summary(row))
        .findOne();
  }

  private static @Nullable Referral referral(Handle handle, TenantId tenant, String conversation) {
    return TenantSql.query(
            handle,
            tenant,
            "select r.referral from leads.referral r"
                + " where :tenant(r) and r.conversation = :conversation")
        .bind("conversation", conversation)
        .map((row, _) -> Json.read(row.getString(1), Referral.class))
        .findOne()
        .orElse(null);
  }

  /** Names of others who wrote under a contact's identifiers. */
  public static List<String> otherNames(Handle handle, TenantId tenant, String contact) {
    return TenantSql.query(
            handle,
            tenant,
            "select n.name from leads.other_name n where :tenant(n) and n.contact = :contact order"
                + " by 1")
        .bind("contact", contact)
        .mapTo(String.class)
        .list();
  }

  private static List<LeadHistoryEntry> history(Handle handle, TenantId tenant, String lead) {
    return TenantSql.query(
            handle,
            tenant,
            """
            select h.at, h.what, h.detail from leads.history h
            where :tenant(h) and h.lead = :lead order by h.seq desc limit 200
            """)
        .bind("lead", lead)
        .map((row, _) -> new LeadHistoryEntry(instant(row, 1), row.getString(2), row.getString(3)))
        .list();
  }

  private static LeadSummary summary(ResultSet row) throws SQLException {
    var name = row.getString("name");
    var phone = row.getString("phone");
    var email = row.getString("email");
    return new LeadSummary(
        row.getString("id"),
        row.getString("contact"),
        name != null ? name : phone != null ? phone : email != null ? email : "",
        phone,
        email,
        row.getString("source"),
        LeadStatus.valueOf(row.getString("status")),
        LeadScore.valueOf(row.getString("score")),
        instant(row, row.findColumn("created_at")),
        instant(row, row.findColumn("last_activity_at")),
        row.getString("conversation"));
  }

  private static Qualification qualification(ResultSet row) throws SQLException {
    return new Qualification(
        row.getString("service"),
        row.getString("urgency"),
        row.getString("budget"),
        row.getString("location"),
        row.getString("decision_maker"),
        row.getString("timeline"));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
