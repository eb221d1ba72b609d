package ai.leadmetrics.streams.agents;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;

/** How many tokens a provider's model would count; stands in where no provider does. */
final class Tokens {
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private Tokens() {}

  static int of(String text) {
    return ENCODING.countTokensOrdinary(text);
  }

  static int of(ChatMessage message) {
    return switch (message) {
      case SystemMessage system -> of(system.text());
      case UserMessage user -> of(user.singleText());
      default -> 0;
    };
  }
}
