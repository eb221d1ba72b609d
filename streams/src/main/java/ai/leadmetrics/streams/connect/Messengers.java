package ai.leadmetrics.streams.connect;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.streams.connect.whatsapp.WhatsAppMessenger;
import ai.leadmetrics.streams.kit.Messenger;
import ai.leadmetrics.streams.kit.Platform;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every provider that carries messages: one line each. */
public final class Messengers {
  private Messengers() {}

  /** By the kind of channel each serves. */
  public static Map<ChannelKind, Messenger> open(Platform platform) {
    return List.<Messenger>of(new WhatsAppMessenger(platform.system(), platform.config())).stream()
        .collect(Collectors.toUnmodifiableMap(Messenger::kind, Function.identity()));
  }
}
