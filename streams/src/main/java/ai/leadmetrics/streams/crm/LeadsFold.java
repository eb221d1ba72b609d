package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.ContactEvent;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRegistered;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRenamed;
import ai.leadmetrics.protocol.crm.ContactEvent.IdentifiersAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.NameAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.NumberChanged;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedIn;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedOut;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.crm.LeadEvent;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadOpened;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadQualified;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadStatusChanged;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.crm.LeadStatus;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.crm.Referral;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a batch of events changes in the leads view, written table by table. */
final class LeadsFold {
  private static final String INSERT_LEADS =
      """
      insert into lead (tenant, id, contact, conversation, name, source, created_at, status, score,
        service, urgency, budget, location, decision_maker, timeline)
      select * from :rows as r
      on conflict (tenant, id) do nothing
      """;
  private static final List<String> INSERT_LEAD_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "timestamptz",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text");

  private static final String UPDATE_LEADS =
      """
      update lead l set status = coalesce(r.status, l.status), score = coalesce(r.score, l.score),
        service = coalesce(r.service, l.service), urgency = coalesce(r.urgency, l.urgency),
        budget = coalesce(r.budget, l.budget), location = coalesce(r.location, l.location),
        decision_maker = coalesce(r.decision_maker, l.decision_maker),
        timeline = coalesce(r.timeline, l.timeline)
      from :rows as r (tenant, id, status, score, service, urgency, budget, location,
        decision_maker, timeline)
      where l.tenant = r.tenant and l.id = r.id
      """;
  private static final List<String> UPDATE_LEAD_TYPES =
      List.of("text", "text", "text", "text", "text", "text", "text", "text", "text", "text");

  private static final String INSERT_HISTORY =
      "insert into history (tenant, lead, seq, at, what, detail) select * from :rows as r";
  private static final List<String> HISTORY_TYPES =
      List.of("text", "text", "int8", "timestamptz", "text", "text");

  private static final String WRITE_CONTACTS =
      """
      insert into contact as c (tenant, id, name, opted_out) select * from :rows as r
      on conflict (tenant, id) do update set name = coalesce(excluded.name, c.name),
        opted_out = coalesce(excluded.opted_out, c.opted_out)
      """;

  private static final String INSERT_IDENTIFIERS =
      """
      insert into identifier (tenant, contact, kind, value) select * from :rows as r
      on conflict do nothing
      """;

  private static final List<String> IDENTIFIER_TYPES = List.of("text", "text", "text", "text");

  private static final String DELETE_IDENTIFIERS =
      """
      delete from identifier i using :rows as r (tenant, contact, kind, value)
      where i.tenant = r.tenant and i.contact = r.contact and i.kind = r.kind and i.value = r.value
      """;

  private static final String INSERT_OTHER_NAMES =
      """
      insert into other_name (tenant, contact, name) select * from :rows as r
      on conflict do nothing
      """;

  private static final String WRITE_ACTIVITY =
      """
      insert into activity as a (tenant, conversation, at) select * from :rows as r
      on conflict (tenant, conversation) do update set at = greatest(a.at, excluded.at)
      """;

  private static final String WRITE_REFERRALS =
      """
      insert into referral as a (tenant, conversation, at, referral) select * from :rows as r
      on conflict (tenant, conversation) do update set at = excluded.at,
        referral = excluded.referral where a.at <= excluded.at
      """;

  private record LatestReferral(Instant at, Referral referral) {}

  /** Sorted, so that two writers never lock the same rows in different orders. */
  private static final Comparator<EntityId> ORDER = Comparator.comparing(EntityId::key);

  private final TreeMap<EntityId, LeadChange> leads = new TreeMap<>(ORDER);
  private final TreeMap<EntityId, ContactChange> contacts = new TreeMap<>(ORDER);
  private final TreeMap<EntityId, Instant> activity = new TreeMap<>(ORDER);
  private final TreeMap<EntityId, LatestReferral> referrals = new TreeMap<>(ORDER);
  private final List<@Nullable Object[]> history = new ArrayList<>();

  private static final class LeadChange {
    @Nullable LeadOpened opened;
    @Nullable Instant openedAt;
    @Nullable LeadStatus status;
    @Nullable LeadScore score;
    Qualification qualification = Qualification.NONE;
  }

  private static final class ContactChange {
    @Nullable String name;
    @Nullable Boolean optedOut;
    final Set<Identifier> identifiers = new LinkedHashSet<>();
    final Set<Identifier> released = new LinkedHashSet<>();
    final Set<String> otherNames = new LinkedHashSet<>();
  }

  void lead(EventRecord record, LeadEvent event) {
    var change = leads.computeIfAbsent(record.id(), _ -> new LeadChange());
    switch (event) {
      case LeadOpened opened -> {
        change.opened = opened;
        change.openedAt = record.recorded().at();
        change.status = LeadStatus.NEW;
        change.score = LeadScore.UNSCORED;
        // Not the name: the contact may have got a better one since.
        contact(opened.contact(), null, opened.identifiers());
        history(record, "lead-opened", opened.source());
      }
      case LeadQualified(var qualification, _, var score) -> {
        change.qualification = change.qualification.merge(qualification);
        change.score = score;
        history(record, "lead-qualified", score.name().toLowerCase(Locale.ROOT));
      }
      case LeadStatusChanged(_, var to) -> {
        change.status = to;
        history(record, "lead-status-changed", to.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  void contact(EventRecord record, ContactEvent event) {
    switch (event) {
      case ContactRegistered(var name, var identifiers) -> contact(record.id(), name, identifiers);
      case ContactRenamed(_, var name) -> contact(record.id(), name, List.of());
      case NameAdded(var name) -> change(record.id()).otherNames.add(name);
      case IdentifiersAdded(var identifiers, _) -> contact(record.id(), null, identifiers);
      case NumberChanged(var from, var to) -> {
        var change = contact(record.id(), null, List.of(to));
        change.identifiers.remove(from);
        change.released.add(from);
        change.released.remove(to);
      }
      case OptedOut _ -> change(record.id()).optedOut = true;
      case OptedIn _ -> change(record.id()).optedOut = false;
    }
  }

  void activity(EventRecord record) {
    activity.merge(record.id(), record.recorded().at(), (a, b) -> a.isAfter(b) ? a : b);
  }

  void referral(EventRecord record, MessageReceived message) {
    var referral = message.context().referral();
    if (referral != null) {
      referrals.merge(
          record.id(),
          new LatestReferral(message.sentAt(), referral),
          (known, other) -> other.at().isBefore(known.at()) ? known : other);
    }
  }

  private ContactChange contact(EntityId id, @Nullable String name, List<Identifier> identifiers) {
    var change = change(id);
    if (name != null) {
      change.name = name;
    }
    change.identifiers.addAll(identifiers);
    change.released.removeAll(identifiers);
    return change;
  }

  private ContactChange change(EntityId contact) {
    return contacts.computeIfAbsent(contact, _ -> new ContactChange());
  }

  private void history(EventRecord record, String what, String detail) {
    history.add(
        new @Nullable Object[] {
          record.id().tenant().value(),
          record.id().local(),
          record.seq(),
          record.recorded().at(),
          what,
          detail
        });
  }

  void write(Handle handle) {
    writeLeads(handle);
    Rows.write(handle, INSERT_HISTORY, HISTORY_TYPES, history);
    var names = new ArrayList<@Nullable Object[]>();
    var identifiers = new ArrayList<@Nullable Object[]>();
    var released = new ArrayList<@Nullable Object[]>();
    var otherNames = new ArrayList<@Nullable Object[]>();
    contacts.forEach(
        (id, change) -> {
          var tenant = id.tenant().value();
          names.add(new @Nullable Object[] {tenant, id.local(), change.name, change.optedOut});
          change.identifiers.forEach(one -> identifiers.add(row(id, one)));
          change.released.forEach(one -> released.add(row(id, one)));
          change.otherNames.forEach(
              name -> otherNames.add(new @Nullable Object[] {tenant, id.local(), name}));
        });
    Rows.write(handle, WRITE_CONTACTS, List.of("text", "text", "text", "bool"), names);
    Rows.write(handle, DELETE_IDENTIFIERS, IDENTIFIER_TYPES, released);
    Rows.write(handle, INSERT_IDENTIFIERS, IDENTIFIER_TYPES, identifiers);
    Rows.write(handle, INSERT_OTHER_NAMES, List.of("text", "text", "text"), otherNames);
    var active = new ArrayList<@Nullable Object[]>();
    activity.forEach(
        (id, at) -> active.add(new @Nullable Object[] {id.tenant().value(), id.local(), at}));
    Rows.write(handle, WRITE_ACTIVITY, List.of("text", "text", "timestamptz"), active);
    var referralRows = new ArrayList<@Nullable Object[]>();
    referrals.forEach(
        (id, each) ->
            referralRows.add(
                new @Nullable Object[] {
                  id.tenant().value(), id.local(), each.at(), Json.text(each.referral())
                }));
    Rows.write(
        handle, WRITE_REFERRALS, List.of("text", "text", "timestamptz", "jsonb"), referralRows);
  }

  private static @Nullable Object[] row(EntityId contact, Identifier identifier) {
    return new @Nullable Object[] {
      contact.tenant().value(), contact.local(), identifier.kind(), identifier.value()
    };
  }

  private void writeLeads(Handle handle) {
    var inserted = new ArrayList<@Nullable Object[]>();
    var updated = new ArrayList<@Nullable Object[]>();
    leads.forEach(
        (id, change) -> {
          var q = change.qualification;
          var opened = change.opened;
          var tenant = id.tenant().value();
          if (opened == null) {
            updated.add(
                new @Nullable Object[] {
                  tenant,
                  id.local(),
                  change.status,
                  change.score,
                  q.service(),
                  q.urgency(),
                  q.budget(),
                  q.location(),
                  q.decisionMaker(),
                  q.timeline()
                });
          } else {
            inserted.add(
                new @Nullable Object[] {
                  tenant,
                  id.local(),
                  opened.contact().local(),
                  opened.conversation().local(),
                  opened.name(),
                  opened.source(),
                  change.openedAt,
                  change.status,
                  change.score,
                  q.service(),
                  q.urgency(),
                  q.budget(),
                  q.location(),
                  q.decisionMaker(),
                  q.timeline()
                });
          }
        });
    Rows.write(handle, INSERT_LEADS, INSERT_LEAD_TYPES, inserted);
    Rows.write(handle, UPDATE_LEADS, UPDATE_LEAD_TYPES, updated);
  }
}
