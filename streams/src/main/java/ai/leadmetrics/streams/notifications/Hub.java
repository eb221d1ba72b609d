package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.PlainName;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Schedules;
import ai.leadmetrics.streams.kit.TenantDirectory;
import ai.leadmetrics.streams.kit.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 1_000;

  private final Platform platform;
  private final List<NoticeChannel> channels;
  private final TenantDirectory tenants;
  private final Schedules schedules;
  private final Clock clock;

  public Hub(Platform platform) {
    this.platform = platform;
    this.channels = NoticeChannels.of(platform).stream().filter(NoticeChannel::isOffered).toList();
    this.tenants = Contexts.tenants(platform.database());
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
    var type = type(notice);
    if (type.isEmpty()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    var cause = new Cause(record.id().key(), Long.toString(record.seq()), record.recorded().at());
    return tenants
        .facts(notice.tenant())
        .thenApply(facts -> facts.orElse(TenantFacts.NONE))
        .thenCompose(
            facts ->
                platform
                    .database()
                    .transact(
                        handle -> write(handle, new Telling(cause, notice, type.get(), facts))))
        .thenCompose(this::plan);
  }

  /**
   * Tells of something that no event stands for, within the transaction that makes it so. It is
   * about an account or the platform, not about a tenant.
   *
   * @param cause names it: telling of the same again changes nothing
   */
  public void tell(Handle handle, String cause, Notice notice) {
    tell(handle, cause, notice, TenantFacts.NONE);
  }

  /**
   * As above, about a tenant.
   *
   * @param facts of the tenant, known before
   */
  public void tell(Handle handle, String cause, Notice notice, TenantFacts facts) {
    type(notice)
        .ifPresent(
            type -> {
              var telling = new Telling(new Cause(cause, "", clock.instant()), notice, type, facts);
              var digests = write(handle, telling);
              handle.afterCommit(() -> plan(digests));
            });
  }

  private static Optional<NoticeType> type(Notice notice) {
    var type = NoticeTypes.get().find(notice.type());
    if (type.isEmpty()) {
      LOG.error("nobody is told of {}: there is no such type of notice", notice.type());
    }
    return type;
  }

  /** Plans the digests of those for whom something waits. */
  private CompletionStage<Done> plan(List<Person> digests) {
    var now = clock.instant();
    CompletionStage<Done> planned = CompletableFuture.completedFuture(Done.getInstance());
    for (var person : digests) {
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

  /** What happened, by a name and a number that are its own, and when. */
  private record Cause(String name, String number, Instant at) {}

  private record Telling(Cause cause, Notice notice, NoticeType type, TenantFacts facts) {
    String id(Person person) {
      return Ids.derived(Kind.NOTIFICATION, cause.name, cause.number, notice.type(), person.id());
    }

    Defaults defaults() {
      return Defaults.of(facts);
    }

    boolean isWanted(Person person, String channel) {
      return person.wants(
          notice.type(), type, channel, defaults().usually(notice.type(), type, channel));
    }

    Told to(Person person, Map<String, String> more) {
      var types = NoticeTypes.get();
      var words = types.words(notice.type(), person.language());
      var values = new HashMap<>(notice.values());
      values.replaceAll((_, value) -> MailAddress.isValid(value) ? value : PlainName.of(value));
      values.putAll(more);
      notice
          .dates()
          .forEach(
              (name, date) ->
                  values.put(name, Moments.text(date, person.zone(), person.language())));
      values.put("what", words.what(values));
      var profile = facts.profile();
      values.putIfAbsent("business", profile == null ? "Leadmetrics" : profile.name());
      values.put("link", notice.link());
      return new Told(
          id(person),
          notice,
          type,
          person,
          Texts.line(types.fill(words.title(), values), MAX_TITLE),
          Texts.line(types.fill(words.text(), values), MAX_BODY),
          Map.copyOf(values));
    }
  }

  /** A way and where it reaches somebody. */
  private record Way(NoticeChannel channel, String address) {}

  /** The people with something that waits for their digest. */
  private List<Person> write(Handle handle, Telling telling) {
    var digests = new ArrayList<Person>();
    var notice = telling.notice;
    var about = notice.about();
    var more =
        about == null ? Map.<String, String>of() : Map.of("name", Recipients.name(handle, about));
    for (var person :
        Recipients.of(handle, notice.tenant(), notice.audience(), telling.defaults())) {
      if (person.id().equals(about)) {
        continue;
      }
      var ways = ways(handle, telling, person);
      boolean digest =
          person.digest()
              && !telling.type.urgent()
              && !telling.type.security()
              && ways.stream().anyMatch(way -> way.channel.isSummed());
      if (digest) {
        // Also where the row is there already: its node may have died before it planned.
        digests.add(person);
      }
      var told = telling.to(person, more);
      if (!ways.isEmpty() && insert(handle, telling, told, ways, digest)) {
        for (var way : ways) {
          if (!digest || !way.channel.isSummed()) {
            way.channel.tell(handle, told, way.address, due(way.channel, telling.type, person));
          }
        }
      }
    }
    return digests;
  }

  private List<Way> ways(Handle handle, Telling telling, Person person) {
    return channels.stream()
        .filter(channel -> telling.isWanted(person, channel.name()))
        .flatMap(
            channel ->
                channel.addresses(handle, person).stream()
                    .map(address -> new Way(channel, address)))
        .toList();
  }

  private static boolean insert(
      Handle handle, Telling telling, Told told, List<Way> ways, boolean digest) {
    return handle
            .createUpdate(
                "insert into core.notification"
                    + " (id, recipient, tenant, type, title, body, link, at, bell, in_digest)"
                    + " values (:id, :user, :tenant, :type, :title, :body, :link, :at, :bell,"
                    + " :digest) on conflict (id) do nothing")
            .bind("id", told.id())
            .bind("user", told.person().id())
            .bind("tenant", telling.notice.tenant().value())
            .bind("type", telling.notice.type())
            .bind("title", told.title())
            .bind("body", told.body())
            .bind("link", telling.notice.link())
            .bind("at", telling.cause.at.atOffset(ZoneOffset.UTC))
            .bind(
                "bell",
                ways.stream().anyMatch(way -> way.channel.name().equals(NoticeChannels.BELL)))
            .bind("digest", digest)
            .execute()
        > 0;
  }

  private Instant due(NoticeChannel channel, NoticeType type, Person person) {
    var quiet = person.quiet();
    var now = clock.instant();
    return quiet == null || type.security() || !channel.isLoud()
        ? now
        : quiet.next(now, person.zone());
  }
}
