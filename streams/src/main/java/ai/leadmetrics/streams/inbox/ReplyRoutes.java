package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyRoute;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Port;
import ai.leadmetrics.streams.kit.TenantSql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best way to answer a web form: WhatsApp while the person's window for free text is open
 * (24 hours from their last message), otherwise WhatsApp in an approved template, otherwise e-mail.
 */
@Port
public final class ReplyRoutes {
  /** An answer takes a moment to go out: a window that closes by then is as good as closed. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final String OPEN_WHATSAPP =
      """
      select c.channel, c.channel_kind, c.address, c.last_in_at
      from inbox.conversation c
      join core.channel k on k.tenant = c.tenant and k.id = c.channel
      where :tenant(c) and c.contact = :contact and c.channel_kind = 'WHATSAPP'
        and c.address <> '' and c.last_in_at is not null
        and k.paused_at is null and k.broken_at is null
      order by c.last_in_at desc limit 1
      """;

  /**
   * Answers without a person's doing to who has not written by that way; the address may be
   * another's than that of who typed it.
   */
  private static final int AUTOMATIC_ANSWERS_A_DAY = 5;

  private static final String ANSWERED =
      """
      select count(*) from inbox.conversation c
      join inbox.message m on m.tenant = c.tenant and m.conversation = c.id
      where :tenant(c) and c.contact = :contact and c.channel_kind = 'WEB_FORM'
        and m.via is not null and m.at > :since
      """;

  private static final String TEMPLATE =
      """
      select k.id, k.reply_template from core.channel k
      where :tenant(k) and k.kind = 'whatsapp' and k.reply_template is not null
        and k.paused_at is null and k.broken_at is null
      order by k.id limit 1
      """;

  private static final String ADDRESS =
      """
      select i.value from leads.identifier i
      where :tenant(i) and i.contact = :contact and i.kind = :kind order by i.value limit 1
      """;

  private final Database database;
  private final Clock clock;

  public ReplyRoutes(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The way of an automatic answer to a contact; empty where none is known, or where they were
   * answered several times within a day.
   *
   * @param form the channel of the form
   * @param given what the form said, of which the contact's lists may not know yet
   * @param length of the answer
   */
  public CompletionStage<Optional<ReplyRoute>> find(
      EntityId form, EntityId contact, List<Identifier> given, int length) {
    return database.read(
        handle ->
            whatsApp(handle, contact)
                .or(
                    () ->
                        answered(handle, contact) < AUTOMATIC_ANSWERS_A_DAY
                            ? unasked(handle, form, contact, given, length)
                            : Optional.empty()));
  }

  /**
   * The way for a conversation as the lists know it; empty where none is needed, or known.
   *
   * @param length of the answer
   */
  public CompletionStage<Optional<ReplyRoute>> find(
      TenantId tenant, String conversation, int length) {
    record Row(String channel, String contact, ChannelKind kind, String address) {}
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    "select c.channel, c.contact, c.channel_kind, c.address"
                        + " from inbox.conversation c where :tenant(c) and c.id = :id")
                .bind("id", conversation)
                .map(
                    (row, _) ->
                        new Row(
                            row.getString(1),
                            row.getString(2),
                            ChannelKind.valueOf(row.getString(3)),
                            row.getString(4)))
                .findOne()
                .filter(row -> row.kind().repliesElsewhere() && row.address().isEmpty())
                .flatMap(
                    row -> {
                      var contact = new EntityId(tenant, row.contact());
                      return whatsApp(handle, contact)
                          .or(
                              () ->
                                  unasked(
                                      handle,
                                      new EntityId(tenant, row.channel()),
                                      contact,
                                      List.of(),
                                      length));
                    }));
  }

  private Optional<ReplyRoute> whatsApp(Handle handle, EntityId contact) {
    record Row(ReplyRoute route, Instant lastIn) {}
    return TenantSql.query(handle, contact.tenant(), OPEN_WHATSAPP)
        .bind("contact", contact.local())
        .map(
            (row, _) ->
                new Row(
                    new ReplyRoute(
                        new EntityId(contact.tenant(), row.getString(1)),
                        ChannelKind.valueOf(row.getString(2)),
                        row.getString(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant()))
        .findOne()
        .filter(row -> isOpen(row.route().kind().windowClosesAt(row.lastIn())))
        .map(Row::route);
  }

  private boolean isOpen(@Nullable Instant closesAt) {
    return closesAt == null || closesAt.isAfter(clock.instant().plus(MARGIN));
  }

  private int answered(Handle handle, EntityId contact) {
    return TenantSql.query(handle, contact.tenant(), ANSWERED)
        .bind("contact", contact.local())
        .bind("since", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
        .mapTo(Integer.class)
        .one();
  }

  /** To somebody who has not written by that way lately. */
  private static Optional<ReplyRoute> unasked(
      Handle handle, EntityId form, EntityId contact, List<Identifier> given, int length) {
    return template(handle, contact, given, length)
        .or(
            () ->
                address(handle, contact, given, Identifier.Kind.EMAIL)
                    .map(address -> new ReplyRoute(form, ChannelKind.EMAIL, address)));
  }

  private static Optional<ReplyRoute> template(
      Handle handle, EntityId contact, List<Identifier> given, int length) {
    record Row(String channel, ReplyTemplate template) {}
    return TenantSql.query(handle, contact.tenant(), TEMPLATE)
        .map(
            (row, _) -> new Row(row.getString(1), Json.read(row.getString(2), ReplyTemplate.class)))
        .findOne()
        .filter(row -> length <= row.template().room())
        .flatMap(
            row ->
                address(handle, contact, given, Identifier.Kind.PHONE)
                    .map(
                        number ->
                            new ReplyRoute(
                                new EntityId(contact.tenant(), row.channel()),
                                ChannelKind.WHATSAPP,
                                number,
                                row.template())));
  }

  private static Optional<String> address(
      Handle handle, EntityId contact, List<Identifier> given, Identifier.Kind kind) {
    return given.stream()
        .filter(one -> one.kind() == kind)
        .map(Identifier::value)
        .findFirst()
        .or(
            () ->
                TenantSql.query(handle, contact.tenant(), ADDRESS)
                    .bind("contact", contact.local())
                    .bind("kind", kind.name())
                    .mapTo(String.class)
                    .findOne());
  }
}
