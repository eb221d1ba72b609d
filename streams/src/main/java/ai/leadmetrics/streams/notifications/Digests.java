package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/** One mail a day with what was not urgent, for those who want it so. */
public final class Digests {
  /** Planned for a person when the first thing waits for them. */
  public static final Job.OneTime<Of> JOB =
      new Job.OneTime<>(
          "notifications.digest",
          "Sends somebody the summary of their day.",
          Of.class,
          (platform, now, of) -> send(platform, now, of.user()));

  private static final int MAX_ITEMS = 50;

  /** Whose digest it is. */
  public record Of(String user) {}

  private record Item(String title, String link) {}

  private record Reader(String email, String name, String language) {}

  private Digests() {}

  /** When a person's next digest is due, on their own clock. */
  static Instant next(Instant now, Person person) {
    var today = now.atZone(person.zone()).toLocalDate();
    var due = due(today, person);
    return due.isAfter(now) ? due : due(today.plusDays(1), person);
  }

  /** Once a day, also where the clock shows a time twice or leaves it out. */
  private static Instant due(LocalDate day, Person person) {
    return day.atTime(person.digestAt()).atZone(person.zone()).toInstant();
  }

  /** Rows and mail change together: nothing is in two digests, and none is lost. */
  private static CompletionStage<Done> send(Platform platform, Instant now, String user) {
    var mails = new MailStore(platform);
    return platform
        .database()
        .transact(
            handle -> {
              var items = take(handle, now, user);
              if (!items.isEmpty()) {
                reader(handle, user)
                    .ifPresent(reader -> mails.queue(handle, mail(now, user, reader, items)));
              }
              return Done.getInstance();
            });
  }

  private static List<Item> take(Handle handle, Instant now, String user) {
    return handle
        .createQuery(
            "with taken as (update core.notification set digested_at = :now"
                + " where recipient = :user and in_digest and digested_at is null"
                + " returning tenant, title, link, at)"
                // Who has left a business meanwhile is told nothing of it.
                + " select title, link from taken where tenant = :platform or exists"
                + " (select from core.membership m where m.tenant = taken.tenant"
                + " and m.user_id = :user) order by at desc")
        .bind("platform", TenantId.PLATFORM.value())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("user", user)
        .map((row, _) -> new Item(row.getString("title"), row.getString("link")))
        .list();
  }

  private static Optional<Reader> reader(Handle handle, String user) {
    return handle
        .createQuery(
            "select email, name, language from core.app_user"
                + " where id = :user and disabled_at is null")
        .bind("user", user)
        .map(
            (row, _) ->
                new Reader(
                    row.getString("email"), row.getString("name"), row.getString("language")))
        .findOne();
  }

  private static Mail mail(Instant now, String user, Reader reader, List<Item> items) {
    return new Mail(
        "digest:" + user + ':' + now,
        null,
        reader.email(),
        reader.name(),
        "digest",
        Map.of(
            "count",
            Integer.toString(items.size()),
            "items",
            Json.text(items.stream().limit(MAX_ITEMS).toList()),
            "link",
            "/notifications"),
        reader.language());
  }
}
