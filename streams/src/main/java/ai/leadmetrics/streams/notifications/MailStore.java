package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Secrets;
import ai.leadmetrics.streams.kit.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/** The outbox: what is queued here is sent once. */
public final class MailStore {
  private static final int MAX_NAME = 200;

  /** In the name of a recipient they would end the header, and mail with such a one is refused. */
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;
  private final MailSignal signal;

  public MailStore(Platform platform) {
    database = platform.database();
    secrets = platform.secrets();
    clock = platform.clock();
    signal = MailSignal.of(platform.system());
  }

  /** Queues a mail, unless one of this id was queued before. */
  public CompletionStage<Done> queue(Mail mail) {
    return database.transact(
        handle -> {
          queue(handle, mail);
          return Done.getInstance();
        });
  }

  /** The same within a transaction of the caller's: it is sent when that commits. */
  public void queue(Handle handle, Mail mail) {
    queue(handle, NoticeChannels.MAIL, Parcel.of(mail), clock.instant());
  }

  /**
   * @param channel whose carrier takes it
   * @param due not to be sent earlier
   */
  void queue(Handle handle, String channel, Parcel parcel, Instant due) {
    var id = Ids.derived(Kind.MAIL, parcel.id());
    var tenant = parcel.tenant();
    handle
        .createUpdate(
            "insert into core.mail (id, channel, tenant, member, recipient, name, template,"
                + " language, sealed, created_at, due_at) values (:id, :channel, :tenant, :member,"
                + " :recipient, :name, :template, :language, :sealed, :now, :due)"
                + " on conflict (id) do nothing")
        .bind("member", parcel.member())
        .bind("id", id)
        .bind("channel", channel)
        .bind("tenant", tenant == null ? null : tenant.value())
        .bind("recipient", parcel.to())
        .bind("name", Texts.line(BREAKS.matcher(parcel.name()).replaceAll(" "), MAX_NAME))
        .bind("template", parcel.template())
        .bind("language", parcel.language())
        .bind("sealed", secrets.seal(Json.text(parcel.values()), id))
        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
        .bind("due", due.atOffset(ZoneOffset.UTC))
        .execute();
    signal.queuedOnCommit(handle);
  }
}
