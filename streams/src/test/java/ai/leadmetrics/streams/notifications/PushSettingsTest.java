package ai.leadmetrics.streams.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser names the address that the node calls: it must be a push service, nothing else. */
class PushSettingsTest {
  private static final PushSettings SETTINGS =
      new PushSettings(
          "mailto:ops@example.org",
          List.of("fcm.googleapis.com", "push.apple.com", "http://127.0.0.1:9190/push/"),
          Duration.ofSeconds(1),
          Duration.ofHours(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://web.push.apple.com/Qabc?x=1",
        "https://FCM.googleapis.com:443/fcm/send/abc",
        "http://127.0.0.1:9190/push/1"
      })
  void pushServicesAreCalled(String address) {
    assertThat(SETTINGS.isService(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil-push.apple.com.example/x",
        "https://notpush.apple.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://user@fcm.googleapis.com/x",
        "http://127.0.0.1:9191/push/1",
        "http://127.0.0.1:9190/simulator/razorpay/charge",
        "http://127.0.0.1:9190/push",
        "http://127.0.0.1:9190/push/../mailbox/messages",
        "http://127.0.0.1:9190/push/%2e%2e/mailbox/messages",
        "HTTP://127.0.0.1:9190/mailbox/messages",
        "http://127.0.0.1:9190@evil.example/",
        "http://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://[::1]/x",
        "file:///etc/passwd",
        "mailto:x@fcm.googleapis.com",
        "/relative"
      })
  void nothingElseIsCalled(String address) {
    assertThat(SETTINGS.isService(URI.create(address))).isFalse();
  }
}
