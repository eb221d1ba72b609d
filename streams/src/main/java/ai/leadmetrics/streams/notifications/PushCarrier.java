package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.Outbox.Claimed;
import ai.leadmetrics.streams.notifications.PushStore.Target;
import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Seals notifications for one browser each (RFC 8291) and hands them to its push service. */
final class PushCarrier implements Carrier {
  private final Platform platform;
  private final PushSettings settings;
  private final PushStore store;
  private final Outbound http;
  private final AtomicReference<@Nullable PushKeys> keys = new AtomicReference<>();

  PushCarrier(Platform platform) {
    this.platform = platform;
    settings = PushSettings.of(platform.config());
    store = new PushStore(platform);
    http = new Outbound(settings.timeout());
  }

  @Override
  public Result send(Claimed message) {
    var target = store.target(message.to());
    if (target.isEmpty()) {
      return new Result.Refused("the browser does not want them any more", false);
    }
    var endpoint = URI.create(target.get().endpoint());
    if (!settings.isService(endpoint)) {
      return new Result.Refused("not a push service that may be called", true);
    }
    byte[] sealed;
    try {
      sealed = seal(target.get(), Json.bytes(message.values()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Result.Refused("the browser's keys are of no use: " + e.getMessage(), true);
    }
    return http.post(
        endpoint,
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "Content-Encoding",
            "aes128gcm",
            "TTL",
            Long.toString(settings.life().toSeconds()),
            "Urgency",
            message.values().getOrDefault("urgent", "").equals("true") ? "high" : "normal",
            "Authorization",
            keys().authorization(endpoint, settings.contact(), platform.clock().instant())),
        sealed,
        answer -> result(answer.status()));
  }

  /** Where two ask first at once, both get the same: that of the database. */
  private PushKeys keys() {
    var known = keys.get();
    if (known != null) {
      return known;
    }
    var stored = PushKeys.of(platform);
    keys.set(stored);
    return stored;
  }

  private static byte[] seal(Target target, byte[] text) throws GeneralSecurityException {
    var decoder = Base64.getUrlDecoder();
    return new WebPushHybridEncrypt.Builder()
        .withAuthSecret(decoder.decode(target.auth()))
        .withRecipientPublicKey(decoder.decode(target.key()))
        .build()
        .encrypt(text, null);
  }

  private static Result result(int status) {
    return switch (status) {
      case 200, 201, 202, 204 -> new Result.Sent();
      case 404, 410 -> new Result.Refused("the subscription is over", true);
      case 429, 503 -> new Result.Later("the service answered " + status);
      default ->
          status >= 500
              ? new Result.Unknown("the service answered " + status)
              : new Result.Refused("the service answered " + status, false);
    };
  }

  @Override
  public void forget(String subscription, String why) {
    store.forget(subscription);
  }
}
