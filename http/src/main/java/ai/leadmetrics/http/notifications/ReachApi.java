package ai.leadmetrics.http.notifications;

import ai.leadmetrics.http.identity.OwnAccount;
import ai.leadmetrics.http.identity.PasswordProof;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Header;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.notifications.PushDevices;
import ai.leadmetrics.protocol.notifications.TelegramLink;
import ai.leadmetrics.streams.notifications.PushStore;
import ai.leadmetrics.streams.notifications.PushStore.Target;
import ai.leadmetrics.streams.notifications.TelegramStore;
import ai.leadmetrics.streams.notifications.TelegramStore.Written;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where people are reached outside of the portal: a chat with the bot, and their browsers. */
public final class ReachApi {
  private static final String TELEGRAM = "/api/v1/me/telegram";
  private static final String PUSH = "/api/v1/me/push";

  private final OwnAccount account;
  private final TelegramStore telegram;
  private final PushStore push;

  public ReachApi(OwnAccount account, TelegramStore telegram, PushStore push) {
    this.account = account;
    this.telegram = telegram;
    this.push = push;
  }

  record LinkChat(@Body PasswordProof body) {}

  record Subscribe(@Body PushSubscriptionRequest body) {}

  /**
   * What the browser calls a subscription.
   *
   * @param endpoint of a push service that is known here
   * @param key its p256dh
   * @param auth its secret
   */
  record PushSubscriptionRequest(
      @NotBlank @Size(max = 2000) String endpoint,
      @NotBlank @Size(max = 200) String key,
      @NotBlank @Size(max = 100) String auth) {
    @Override
    public String toString() {
      return "a browser";
    }
  }

  record PushSubscription(String id) {}

  record OneSubscription(@Path String id) {}

  record Update(
      @Header(value = "X-Telegram-Bot-Api-Secret-Token", doc = "Shows that it is Telegram")
          @Nullable String secret,
      @Body TelegramUpdate body) {
    @Override
    public String toString() {
      return "an update";
    }
  }

  /** As much of an update as is of use; others are ignored. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record TelegramUpdate(@Nullable TelegramMessage message) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record TelegramMessage(TelegramChat chat, @Nullable TelegramSender from, @Nullable String text) {}

  /**
   * @param type {@code private} where one person alone is in it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record TelegramChat(long id, String type) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record TelegramSender(@JsonProperty("first_name") String name) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(TELEGRAM, "telegram", "The chat one is told in")
            .signedIn()
            .always()
            .answers(TelegramLink.class, (caller, _) -> telegram.of(caller.user())),
        Endpoint.post(TELEGRAM, "linkTelegram", "Get a code that links a chat with the bot")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(LinkChat.class)
            .answers(TelegramLink.Code.class, this::code),
        Endpoint.delete(TELEGRAM, "unlinkTelegram", "Be told there no more")
            .signedIn()
            .always()
            .does((caller, _) -> telegram.unlink(caller.user())),
        Endpoint.post(
                TelegramStore.UPDATES, "telegramUpdate", "For Telegram: what the bot was written")
            .everyone()
            .unaudited()
            .takes(Update.class)
            .does((_, update) -> hear(update)),
        Endpoint.get(PUSH, "pushDevices", "The browsers one is told in")
            .signedIn()
            .always()
            .answers(
                PushDevices.class,
                (caller, _) -> push.of(caller.user(), caller.session().family())),
        Endpoint.post(PUSH, "subscribeToPush", "Be told in this browser while signed in")
            .signedIn()
            .always()
            .takes(Subscribe.class)
            .creates(PushSubscription.class, this::subscribe),
        Endpoint.delete(PUSH + "/{id}", "unsubscribeFromPush", "Be told in that browser no more")
            .signedIn()
            .always()
            .takes(OneSubscription.class)
            .does(
                (caller, request) ->
                    push.unsubscribe(caller.user(), request.id()).thenApply(Found::require)));
  }

  /** What a chat is told outlasts the session that linked it. */
  private CompletionStage<TelegramLink.Code> code(Caller caller, LinkChat request) {
    OwnAccount.requireVerified(caller);
    return account
        .requireProof(caller, request.body().password())
        .thenCompose(_ -> telegram.code(caller.user()))
        .thenApply(code -> code.orElseThrow(() -> new ProblemException(CommonError.UNAVAILABLE)));
  }

  private CompletionStage<Boolean> hear(Update update) {
    return telegram
        .isFromTelegram(update.secret())
        .thenCompose(
            theirs -> {
              if (!theirs) {
                throw new ProblemException(CommonError.FORBIDDEN);
              }
              return heard(update);
            });
  }

  private CompletionStage<Boolean> heard(Update update) {
    var message = update.body().message();
    var text = message == null ? null : message.text();
    if (message == null || text == null) {
      return CompletableFuture.completedFuture(false);
    }
    var from = message.from();
    return telegram.hear(
        new Written(
            Long.toString(message.chat().id()),
            message.chat().type().equals("private"),
            from == null ? "" : from.name(),
            text));
  }

  /** Ends with the session, so that it asks for no more than the session itself. */
  private CompletionStage<PushSubscription> subscribe(Caller caller, Subscribe request) {
    OwnAccount.requireVerified(caller);
    var body = request.body();
    return push.subscribe(
            caller.user(),
            caller.session().family(),
            new Target(body.endpoint(), body.key(), body.auth()))
        .thenApply(
            id ->
                new PushSubscription(
                    id.orElseThrow(
                        () ->
                            ProblemException.invalid(
                                "endpoint", "invalid", "is no push service that is known here"))));
  }
}
