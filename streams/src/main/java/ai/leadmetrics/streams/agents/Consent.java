package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.ContactCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether people say that they want no automatic messages, or want them again. */
enum Consent {
  OPT_OUT,
  OPT_IN;

  /** What the last message says that says anything about it; it has to say nothing else. */
  static @Nullable Consent of(List<String> messages) {
    for (var message : messages.reversed()) {
      if (Intents.STOP.isAll(message)) {
        return OPT_OUT;
      }
      if (Intents.START.isAll(message)) {
        return OPT_IN;
      }
    }
    return null;
  }

  ContactCommand command(String message) {
    return switch (this) {
      case OPT_OUT -> new ContactCommand.OptOut(message);
      case OPT_IN -> new ContactCommand.OptIn(message);
    };
  }
}
