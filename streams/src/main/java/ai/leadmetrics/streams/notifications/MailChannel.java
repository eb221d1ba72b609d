package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Mail, by the type's own template or the common one. */
record MailChannel(Platform platform, MailStore mails) implements NoticeChannel {
  MailChannel(Platform platform) {
    this(platform, new MailStore(platform));
  }

  @Override
  public String name() {
    return NoticeChannels.MAIL;
  }

  @Override
  public boolean isSummed() {
    return true;
  }

  @Override
  public List<String> addresses(Handle handle, Person person) {
    return MailAddress.isValid(person.email()) ? List.of(person.email()) : List.of();
  }

  @Override
  public void tell(Handle handle, Told told, String address, Instant due) {
    var values = new HashMap<>(told.values());
    var own = told.type().mail();
    if (own == null) {
      values.put("title", told.title());
      values.put("text", told.body());
    }
    var person = told.person();
    mails.queue(
        handle,
        name(),
        new Parcel(
            told.id(),
            told.notice().tenant(),
            address,
            person.name(),
            own == null ? "notice" : own,
            values,
            person.language(),
            told.member()),
        due);
  }

  @Override
  public Optional<Carrier> carrier() {
    return Optional.of(new MailCarrier(platform));
  }
}
