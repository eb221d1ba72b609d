package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Web Push: notifications of the browsers that somebody wants them in, for as long as they are
 * signed in there.
 */
record PushChannel(Platform platform, MailStore outbox) implements NoticeChannel {
  static final String NAME = "push";

  /** What push services take at most is 4 KiB, sealed. */
  private static final int MAX_TEXT = 300;

  PushChannel(Platform platform) {
    this(platform, new MailStore(platform));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> addresses(Handle handle, Person person) {
    return handle
        .createQuery(
            "select p.id from core.push_subscription p join core.session s on s.family = p.family"
                + " where p.user_id = :user and s.ended_at is null and s.expires_at > :now"
                + " order by p.id")
        .bind("user", person.id())
        .bind("now", platform.clock().instant().atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .list();
  }

  @Override
  public void tell(Handle handle, Told told, String address, Instant due) {
    var text = told.body();
    outbox.queue(
        handle,
        NAME,
        new Parcel(
            NAME + ':' + told.id() + ':' + address,
            told.notice().tenant(),
            address,
            told.person().name(),
            told.notice().type(),
            Map.of(
                "id",
                told.id(),
                "title",
                told.title(),
                "text",
                text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + '…',
                "link",
                told.notice().link(),
                "urgent",
                Boolean.toString(told.type().urgent() || told.type().security())),
            told.person().language(),
            told.member()),
        due);
  }

  @Override
  public Optional<Carrier> carrier() {
    return Optional.of(new PushCarrier(platform));
  }
}
