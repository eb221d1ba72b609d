package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages of the platform's bot in the one chat that somebody has linked. */
record TelegramChannel(Platform platform, MailStore outbox, TelegramSettings settings)
    implements NoticeChannel {
  static final String NAME = "telegram";

  TelegramChannel(Platform platform) {
    this(platform, new MailStore(platform), TelegramSettings.of(platform.config()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isOffered() {
    return settings.isSet();
  }

  @Override
  public List<String> addresses(Handle handle, Person person) {
    return handle
        .createQuery("select chat from core.telegram_chat where user_id = :user")
        .bind("user", person.id())
        .mapTo(String.class)
        .list();
  }

  @Override
  public void tell(Handle handle, Told told, String address, Instant due) {
    outbox.queue(
        handle,
        NAME,
        new Parcel(
            NAME + ':' + told.id(),
            told.notice().tenant(),
            address,
            told.person().name(),
            told.notice().type(),
            Map.of("title", told.title(), "text", told.body(), "link", told.notice().link()),
            told.person().language(),
            told.member()),
        due);
  }

  @Override
  public Optional<Carrier> carrier() {
    return Optional.of(new TelegramCarrier(platform, settings));
  }
}
