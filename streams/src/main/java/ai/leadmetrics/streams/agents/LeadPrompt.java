package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.tenancy.BrandVoice;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told of a conversation: one JSON document, so that what a customer wrote can
 * never be mistaken for an instruction. It holds nothing but what the business says in public and
 * what was said in this conversation.
 *
 * @param now local date and time of the business, with its weekday
 * @param history oldest first, without {@code message}
 * @param message everything the customer wrote since the last answer
 * @param about what is to be known beside the words of {@code message}: what it quotes, the product
 *     or ad it is about, files and places
 * @param language an IETF tag such as {@code hi-Latn} as far as it could be told
 * @param brief whether to answer in two short sentences at most
 */
public record LeadPrompt(
    String business,
    String industry,
    String tone,
    String now,
    List<Fact> knowledge,
    List<Turn> history,
    Needs qualification,
    String message,
    List<About> about,
    String language,
    House house,
    boolean brief) {

  /**
   * Something the business answers.
   *
   * @param score 0 to 1, how near its question is to what the customer wrote
   */
  public record Fact(String question, String answer, double score) {}

  /** One earlier message; {@code from} is customer, ai or team. */
  public record Turn(String from, String text) {}

  /**
   * What is known of the need and what is still to be asked, in order.
   *
   * @param nextQuestion the first of {@code openQuestions}
   */
  public record Needs(
      Qualification known, @Nullable Question nextQuestion, List<Question> openQuestions) {}

  /**
   * How the business wants to sound and when its people are there.
   *
   * @param hours absent where the business never said
   * @param competitors not to be talked about
   */
  public record House(BrandVoice voice, @Nullable Hours hours, List<String> competitors) {
    public static final House PLAIN = new House(BrandVoice.NONE, null, List.of());

    /** A phrase that promises a person, or when one is back where nobody is there. */
    String promise(String phrase, String language) {
      return hours == null || hours.openNow() || hours.opens() == null
          ? Phrases.of(phrase, language)
          : Phrases.of(Phrases.CLOSED, language).replace("{when}", hours.opens());
    }
  }

  /**
   * Opening hours in the time of the business.
   *
   * @param opens when somebody is there again, where nobody is now and it is known
   */
  public record Hours(
      boolean openNow, @Nullable String opens, List<String> week, List<String> holidays) {}

  private static final int BRIEF_FACTS = 2;
  private static final int BRIEF_TURNS = 4;

  private static final SystemMessage INSTRUCTIONS =
      SystemMessage.from(resource("/agents/lead-responder.txt"));

  /** The same with less to read and a short answer asked for: costs a fraction. */
  LeadPrompt shortened() {
    int turns = Math.max(0, history.size() - BRIEF_TURNS);
    return new LeadPrompt(
        business,
        industry,
        tone,
        now,
        knowledge.subList(0, Math.min(BRIEF_FACTS, knowledge.size())),
        history.subList(turns, history.size()),
        qualification,
        message,
        about,
        language,
        house,
        true);
  }

  /** The instructions, then this document. */
  public List<ChatMessage> messages() {
    return List.of(INSTRUCTIONS, UserMessage.from(Json.text(this)));
  }

  static String resource(String name) {
    try (var in = Objects.requireNonNull(LeadPrompt.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
