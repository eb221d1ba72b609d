package ai.leadmetrics.streams.connect;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.streams.connect.whatsapp.WhatsAppMessenger;
import ai.leadmetrics.streams.kit.Messenger;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.EmailMessenger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every provider that carries messages: one line each. */
public final class Messengers {
  private Messengers() {}

  /** By the kind of channel each serves. */
  public static Map<ChannelKind, Messenger> open(Platform platform) {
    return List.of(
            new WhatsAppMessenger(platform.system(), platform.config()),
            new EmailMessenger(platform))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Messenger::kind, Function.identity()));
  }
}
