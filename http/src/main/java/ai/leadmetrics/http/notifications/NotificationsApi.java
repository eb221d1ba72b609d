package ai.leadmetrics.http.notifications;

import ai.leadmetrics.http.identity.OwnAccount;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.notifications.Notification;
import ai.leadmetrics.protocol.notifications.NotificationPreferences;
import ai.leadmetrics.protocol.notifications.QuietHours;
import ai.leadmetrics.streams.notifications.NotificationStore;
import ai.leadmetrics.streams.notifications.NotificationStore.Reader;
import ai.leadmetrics.streams.notifications.PreferenceStore;
import ai.leadmetrics.streams.notifications.PreferenceStore.Choice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the caller was told, and what they want to be told of: always and only their own. */
public final class NotificationsApi {
  private static final String PATH = "/api/v1/notifications";
  private static final String PREFERENCES = "/api/v1/me/notification-preferences";
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

  private final NotificationStore notifications;
  private final PreferenceStore preferences;

  public NotificationsApi(NotificationStore notifications, PreferenceStore preferences) {
    this.notifications = notifications;
    this.preferences = preferences;
  }

  record ListNotifications(
      @Query(otherwise = "false") boolean unread,
      @Query(otherwise = "30") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneNotification(@Path String id) {}

  /** How many are unread; 100 stands for that many or more. */
  record UnreadNotifications(int count) {}

  record KeepPreferences(@Body NotificationChoices body) {}

  record NotificationChoices(
      @Size(max = 200) List<@Valid NotificationChoice> choices,
      @Nullable @Valid QuietTimes quiet,
      boolean digest,
      @Pattern(regexp = TIME) String digestAt) {}

  record NotificationChoice(
      @Size(max = 60) String type, @Size(max = 20) String channel, boolean enabled) {}

  record QuietTimes(@Pattern(regexp = TIME) String from, @Pattern(regexp = TIME) String to) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listNotifications", "What you were told, the latest first")
            .signedIn()
            .always()
            .takes(ListNotifications.class)
            .pages(
                Notification.class,
                (caller, request) ->
                    notifications.list(
                        reader(caller), request.unread(), request.limit(), request.cursor())),
        Endpoint.get(PATH + "/unread", "unreadNotifications", "How many of them are unread")
            .signedIn()
            .always()
            .answers(
                UnreadNotifications.class,
                (caller, _) ->
                    notifications.unread(reader(caller)).thenApply(UnreadNotifications::new)),
        Endpoint.post(PATH + "/{id}/read", "readNotification", "Mark one as read")
            .signedIn()
            .always()
            .unaudited()
            .takes(OneNotification.class)
            .does(
                (caller, request) ->
                    notifications.read(reader(caller), request.id()).thenApply(Found::require)),
        Endpoint.post(PATH + "/read", "readAllNotifications", "Mark all of them as read")
            .signedIn()
            .always()
            .unaudited()
            .does((caller, _) -> notifications.readAll(reader(caller))),
        Endpoint.get(PREFERENCES, "notificationPreferences", "What you are told of, and how")
            .signedIn()
            .always()
            .answers(NotificationPreferences.class, (caller, _) -> preferences(caller)),
        Endpoint.put(PREFERENCES, "keepNotificationPreferences", "Choose what and how")
            .signedIn()
            .always()
            .takes(KeepPreferences.class)
            .answers(NotificationPreferences.class, this::keep));
  }

  private CompletionStage<NotificationPreferences> preferences(Caller caller) {
    var session = caller.session();
    return preferences
        .of(session.user(), session.tenant(), session.role())
        .thenApply(Found::require);
  }

  private CompletionStage<NotificationPreferences> keep(Caller caller, KeepPreferences request) {
    OwnAccount.requireVerified(caller);
    var body = request.body();
    var quiet = body.quiet();
    return preferences
        .keep(
            caller.user(),
            body.choices().stream()
                .map(choice -> new Choice(choice.type(), choice.channel(), choice.enabled()))
                .toList(),
            quiet == null
                ? null
                : new QuietHours(LocalTime.parse(quiet.from()), LocalTime.parse(quiet.to())),
            body.digest(),
            LocalTime.parse(body.digestAt()))
        .thenCompose(_ -> preferences(caller));
  }

  private static Reader reader(Caller caller) {
    return new Reader(caller.user(), caller.session().tenant());
  }
}
