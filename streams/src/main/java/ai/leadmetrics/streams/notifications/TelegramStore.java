package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.notifications.TelegramLink;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StoredSecrets;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.notifications.Carrier.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links chats with users. Somebody signed in gets a code, and whoever shows it to the bot is them:
 * it is good once and for minutes only, and kept as a hash.
 */
public final class TelegramStore {
  /** Where Telegram tells of what was written to the bot. */
  public static final String UPDATES = "/api/v1/telegram/updates";

  private static final Logger LOG = LoggerFactory.getLogger(TelegramStore.class);
  private static final Pattern START = Pattern.compile("/start(?:@\\w+)? ([A-Za-z0-9_-]{10,64})");
  private static final Pattern STOP = Pattern.compile("/stop(?:@\\w+)?");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODE_BYTES = 18;
  private static final String SECRET = "telegram";
  private static final int SECRET_BYTES = 32;
  private static final int MAX_NAME = 100;

  private final Platform platform;
  private final Database database;
  private final Clock clock;
  private final Hub hub;
  private final MailStore outbox;
  private final TelegramSettings settings;
  private final TelegramApi api;
  private final String publicUrl;
  private final AtomicBoolean announced = new AtomicBoolean();
  private volatile @Nullable String secret;

  /** What somebody wrote to the bot. */
  public record Written(String chat, boolean inPrivate, String name, String text) {}

  public TelegramStore(Platform platform) {
    this.platform = platform;
    database = platform.database();
    clock = platform.clock();
    hub = new Hub(platform);
    outbox = new MailStore(platform);
    settings = TelegramSettings.of(platform.config());
    api = new TelegramApi(settings);
    publicUrl = platform.config().getString("leadmetrics.http.public-url").replaceAll("/+$", "");
  }

  public CompletionStage<TelegramLink> of(String user) {
    return database.read(
        handle ->
            new TelegramLink(
                settings.isSet() ? settings.bot() : null,
                handle
                    .createQuery("select name from core.telegram_chat where user_id = :user")
                    .bind("user", user)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null)));
  }

  /** A code to show to the bot, in place of any before; empty where the bot is out of reach. */
  public CompletionStage<Optional<TelegramLink.Code>> code(String user) {
    if (!settings.isSet()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return CompletableFuture.supplyAsync(this::announce, database.threads())
        .thenCompose(
            reached ->
                reached
                    ? database.transact(handle -> Optional.of(issue(handle, user)))
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Tells Telegram once per node where to deliver what people write to the bot. */
  private boolean announce() {
    if (announced.get()) {
      return true;
    }
    var result =
        api.call(
            "setWebhook",
            Map.of(
                "url",
                publicUrl + UPDATES,
                "secret_token",
                secret(),
                "allowed_updates",
                List.of("message")));
    boolean done = result instanceof Result.Sent;
    if (done) {
      announced.set(true);
    } else {
      LOG.warn("Telegram does not deliver to us: {}", result);
    }
    return done;
  }

  private TelegramLink.Code issue(Handle handle, String user) {
    var bytes = new byte[CODE_BYTES];
    RANDOM.nextBytes(bytes);
    var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var until = clock.instant().plus(settings.code());
    handle
        .createUpdate(
            "insert into core.telegram_code (user_id, hash, expires_at)"
                + " values (:user, :hash, :until) on conflict (user_id)"
                + " do update set hash = excluded.hash, expires_at = excluded.expires_at")
        .bind("user", user)
        .bind("hash", hash(code))
        .bind("until", until.atOffset(ZoneOffset.UTC))
        .execute();
    var url = "https://t.me/" + settings.bot() + "?start=" + code;
    return new TelegramLink.Code(code, url, until);
  }

  /** Writes to the chat no more; false where there was none. */
  public CompletionStage<Boolean> unlink(String user) {
    return database.transact(
        handle ->
            handle.execute("delete from core.telegram_code where user_id = ?", user)
                    + handle.execute("delete from core.telegram_chat where user_id = ?", user)
                > 0);
  }

  /** Whether a delivery is Telegram's: without a bot, none is. */
  public CompletionStage<Boolean> isFromTelegram(@Nullable String given) {
    return settings.isSet() && given != null
        ? CompletableFuture.supplyAsync(
            () ->
                MessageDigest.isEqual(
                    given.getBytes(StandardCharsets.UTF_8),
                    secret().getBytes(StandardCharsets.UTF_8)),
            database.threads())
        : CompletableFuture.completedFuture(false);
  }

  /** Random, not derived from the token: the sandbox's token is known to everybody. Blocks. */
  private String secret() {
    var known = secret;
    if (known == null) {
      known = StoredSecrets.of(platform, SECRET, random());
      secret = known;
    }
    return known;
  }

  private static String random() {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Hears what was written to the bot. Groups are not listened to: what is told is one person's.
   */
  public CompletionStage<Boolean> hear(Written written) {
    if (!written.inPrivate()) {
      return CompletableFuture.completedFuture(false);
    }
    var text = written.text().strip();
    var start = START.matcher(text);
    if (start.matches()) {
      return database.transact(handle -> link(handle, written, start.group(1)));
    }
    return STOP.matcher(text).matches()
        ? database.transact(
            handle ->
                handle.execute("delete from core.telegram_chat where chat = ?", written.chat()) > 0)
        : CompletableFuture.completedFuture(false);
  }

  private boolean link(Handle handle, Written written, String code) {
    var now = clock.instant();
    var user =
        handle
            .createQuery(
                "delete from core.telegram_code where hash = :hash and expires_at > :now"
                    + " returning user_id")
            .bind("hash", hash(code))
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .mapTo(String.class)
            .findOne();
    if (user.isEmpty()) {
      return false;
    }
    // A chat is one person's: with another account it follows that one.
    handle.execute(
        "delete from core.telegram_chat where chat = ? or user_id = ?", written.chat(), user.get());
    handle.execute(
        "insert into core.telegram_chat (user_id, chat, name, linked_at) values (?, ?, ?, ?)",
        user.get(),
        written.chat(),
        Texts.line(written.name(), MAX_NAME),
        now.atOffset(ZoneOffset.UTC));
    var language =
        handle
            .createQuery("select language from core.app_user where id = :id")
            .bind("id", user.get())
            .mapTo(String.class)
            .one();
    welcome(handle, written, code, language);
    Reach.tell(handle, hub, user.get(), "linked", Texts.line(written.name(), MAX_NAME), now);
    return true;
  }

  private void welcome(Handle handle, Written written, String code, String language) {
    var words = NoticeTypes.get().words("telegram-linked", language);
    outbox.queue(
        handle,
        TelegramChannel.NAME,
        new Parcel(
            "telegram-linked:" + HexFormat.of().formatHex(hash(code)),
            null,
            written.chat(),
            written.name(),
            "telegram-linked",
            Map.of("title", words.title(), "text", words.text()),
            language,
            null),
        clock.instant());
  }

  private static byte[] hash(String code) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
