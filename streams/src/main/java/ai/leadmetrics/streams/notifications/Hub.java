package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Schedules;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of what happened, each by the ways they chose. All of it is one transaction per
 * event, and its rows are named after event, type and person: an event that comes again finds them.
 */
final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 1_000;

  private final Platform platform;
  private final MailStore mails;
  private final TenantStore tenants;
  private final Schedules schedules;
  private final Clock clock;

  /**
   * What is to be done once the rows are written.
   *
   * @param digests people with something that waits for their digest
   */
  private record After(List<LiveNotice> live, List<Person> digests) {}

  Hub(Platform platform) {
    this.platform = platform;
    this.mails = new MailStore(platform);
    this.tenants = new TenantStore(platform.database());
    this.schedules = new Schedules(platform.database());
    this.clock = platform.clock();
  }

  /** Tells of one event; doing so again changes nothing. */
  CompletionStage<Done> tell(EventRecord record, List<Notice> notices) {
    CompletionStage<Done> told = CompletableFuture.completedFuture(Done.getInstance());
    for (var notice : notices) {
      told = told.thenCompose(_ -> tell(record, notice));
    }
    return told;
  }

  private CompletionStage<Done> tell(EventRecord record, Notice notice) {
    var type = NoticeTypes.get().find(notice.type());
    if (type.isEmpty()) {
      LOG.error("nobody is told of {}: there is no such type of notice", notice.type());
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    return tenants
        .facts(notice.tenant())
        .thenApply(facts -> facts.orElse(TenantFacts.NONE))
        .thenCompose(
            facts ->
                platform
                    .database()
                    .transact(
                        handle -> write(handle, new Telling(record, notice, type.get(), facts))))
        .thenCompose(this::afterwards);
  }

  private CompletionStage<Done> afterwards(After after) {
    Live.of(platform.system()).publish(after.live);
    var now = clock.instant();
    CompletionStage<Done> planned = CompletableFuture.completedFuture(Done.getInstance());
    for (var person : after.digests) {
      planned =
          planned.thenCompose(
              _ ->
                  schedules.at(
                      Digests.next(now, person),
                      Digests.JOB,
                      person.id(),
                      new Digests.Of(person.id())));
    }
    return planned;
  }

  private record Telling(EventRecord record, Notice notice, NoticeType type, TenantFacts facts) {
    String id(Person person) {
      return Ids.derived(
          Kind.NOTIFICATION,
          record.id().key(),
          Long.toString(record.seq()),
          notice.type(),
          person.id());
    }

    Defaults defaults() {
      return Defaults.of(facts);
    }

    Map<String, String> values() {
      var values = new HashMap<>(notice.values());
      var profile = facts.profile();
      values.putIfAbsent("business", profile == null ? "Leadmetrics" : profile.name());
      values.put("link", notice.link());
      return values;
    }
  }

  private After write(Handle handle, Telling telling) {
    var after = new After(new ArrayList<>(), new ArrayList<>());
    var notice = telling.notice;
    for (var person :
        Recipients.of(handle, notice.tenant(), notice.audience(), telling.defaults())) {
      boolean bell = wants(telling, person, NoticeType.BELL);
      boolean mail = wants(telling, person, NoticeType.MAIL) && MailAddress.isValid(person.email());
      if (!bell && !mail) {
        continue;
      }
      boolean digest =
          mail && person.digest() && !telling.type.urgent() && !telling.type.security();
      if (digest) {
        // Also where the row is there already: its node may have died before it planned.
        after.digests.add(person);
      }
      if (insert(handle, telling, person, bell, digest)) {
        if (mail && !digest) {
          mail(handle, telling, person);
        }
        if (bell) {
          after.live.add(live(notice.tenant(), person.id(), telling.id(person)));
        }
      }
    }
    return after;
  }

  static LiveNotice live(TenantId tenant, String user, String id) {
    return new LiveNotice(tenant, "notifications:" + user, "notified", id, Position.START);
  }

  private static boolean wants(Telling telling, Person person, String channel) {
    var name = telling.notice.type();
    return person.wants(
        name, telling.type, channel, telling.defaults().usually(name, telling.type, channel));
  }

  private boolean insert(
      Handle handle, Telling telling, Person person, boolean bell, boolean digest) {
    var types = NoticeTypes.get();
    var words = types.words(telling.notice.type());
    var values = telling.values();
    return handle
            .createUpdate(
                "insert into core.notification"
                    + " (id, recipient, tenant, type, title, body, link, at, bell, in_digest)"
                    + " values (:id, :user, :tenant, :type, :title, :body, :link, :at, :bell,"
                    + " :digest) on conflict (id) do nothing")
            .bind("id", telling.id(person))
            .bind("user", person.id())
            .bind("tenant", telling.notice.tenant().value())
            .bind("type", telling.notice.type())
            .bind("title", Texts.line(types.fill(words.title(), values), MAX_TITLE))
            .bind("body", Texts.line(types.fill(words.text(), values), MAX_BODY))
            .bind("link", telling.notice.link())
            .bind("at", telling.record.recorded().at().atOffset(ZoneOffset.UTC))
            .bind("bell", bell)
            .bind("digest", digest)
            .execute()
        > 0;
  }

  private void mail(Handle handle, Telling telling, Person person) {
    var types = NoticeTypes.get();
    var words = types.words(telling.notice.type());
    var values = telling.values();
    var own = telling.type.mail();
    if (own == null) {
      values.put("title", types.fill(words.title(), telling.values()));
      values.put("text", types.fill(words.text(), telling.values()));
    }
    mails.queue(
        handle,
        new Mail(
            telling.id(person),
            telling.notice.tenant(),
            person.email(),
            person.name(),
            own == null ? "notice" : own,
            values,
            person.language()),
        due(telling.type, person));
  }

  private Instant due(NoticeType type, Person person) {
    var quiet = person.quiet();
    var now = clock.instant();
    return quiet == null || type.security() ? now : quiet.next(now, person.zone());
  }
}
