package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import ai.leadmetrics.streams.agents.LeadPrompt.Fact;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers without any provider: with the business's own words where a known question is near
 * enough, and otherwise by passing the conversation on. Picks up plain facts by rules and asks what
 * is still to be asked. It never makes up anything.
 */
public final class OfflineModel implements ChatModel {
  public static final String NAME = "offline-minilm";

  /**
   * Relevance, that is similarity plus a bonus for words in common, from which a known question
   * counts as the one that was asked. Found with the golden questions of the tests: strangers of
   * the same build ("is there a gym", "is there a pool") reach a similarity of 0.54.
   */
  static final double SAME = 0.58;

  /** What it adds when every telling word of the message is in the known question or answer. */
  static final double SHARED_WORDS = 0.25;

  /** A second answer is added only when that question was plainly asked as well. */
  static final double ALSO = 0.66;

  private static final Pattern QUESTION =
      pattern(
          "\\?|؟"
              + "|(?:^|[.!,]\\s*|\\b(?:hi|hello|hey|and|also)\\s+)"
              + "(?:do|does|is|are|can|could|may|will|would|any|tell me|why|who)\\b"
              + "|\\b(?:what|when|where|which|how|do you|can (?:i|we|you)|is there|are there)\\b"
              + "|\\b(?:i|we) (?:want|need|would like) to know\\b");
  private static final Pattern GREETING =
      pattern(
          "^\\W*(?:hi+|hello|hey+|namaste|good"
              + " (?:morning|afternoon|evening)|greetings|hola|hallo|bonjour)"
              + "(?:\\s+(?:there|team|all|everyone))?\\W*$");
  private static final Pattern GRATITUDE = pattern("\\b(?:thank|thx|helps?)");
  private static final Pattern SMALL_TALK =
      pattern(
          "^\\W*(?:ok(?:ay)?|thanks?|thank you|thx|great|perfect|cool|nice|got"
              + " it|sure|alright|noted|so|very|much|a"
              + " lot|lovely|wonderful|yes|yeah|yep|no|nope|please|that(?:'s| is)?"
              + " (?:helps?|helpful|all|fine|good)|for (?:the|your)"
              + " (?:help|info|information|reply)|how are you|[\\s\\p{P}\\p{So}\\p{Sk}])+$");
  private static final Pattern ABOUT_US =
      pattern(
          "\\b(?:are you (?:a |an )?(?:bot|robot|human|real|ai|machine|person)|who (?:are you|is"
              + " this)|who am i (?:talking|speaking|chatting))\\b");
  private static final Pattern ENQUIRY =
      pattern(
          "\\b(?:available|availability|vacan\\w+|book(?:ing)?"
              + " (?:it|a|an|the|one|for|now)|reserve)\\b");
  private static final Pattern HOURS =
      pattern(
          "\\b(?:opening (?:hours|times?)|business hours|timings?|when (?:do|are) you"
              + " (?:open|close|closed)|(?:are|do) you open|what time do you (?:open|close))\\b");
  private static final String NOTED = "Thank you, I have noted that.";
  private static final Pattern BYE =
      pattern("^\\W*(?:bye|good ?bye|see you|not interested|stop|no thanks?|unsubscribe)\\b");
  private static final Pattern HAS_LETTER = Pattern.compile("\\p{L}|\\d");

  @Override
  public ChatResponse doChat(ChatRequest request) {
    var document = ((UserMessage) request.messages().getLast()).singleText();
    var prompt = Json.read(document, LeadPrompt.class);
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(answer(prompt).json()))
        .modelName(NAME)
        .tokenUsage(new TokenUsage(0, 0))
        .finishReason(FinishReason.STOP)
        .build();
  }

  static LeadAnswer answer(LeadPrompt prompt) {
    var message = prompt.message();
    if (BYE.matcher(message).find()) {
      return say(
          prompt, "All right. Thank you for writing to us, and all the best!", Action.END, 0.9);
    }
    var learnt = learnt(prompt);
    boolean asks = QUESTION.matcher(message).find();
    var facts = answers(prompt);
    if (!facts.isEmpty() && (asks || learnt.known() == 0)) {
      return with(prompt, learnt, join(facts), facts.getFirst().relevance());
    }
    if (ABOUT_US.matcher(message).find()) {
      var who = "I am the automatic assistant of " + prompt.business();
      return with(prompt, learnt, who + "; a person takes over whenever you say so.", 0.9);
    }
    if (isSmallTalk(message)) {
      return with(prompt, learnt, reaction(message), 0.7);
    }
    // An enquiry gives its facts in one go: they are noted, and people confirm what can be had.
    boolean enquires = ENQUIRY.matcher(message).find() || learnt.known() > 1;
    if (enquires || (learnt.known() > 0 && !asks)) {
      var confirmed = asks ? "Thank you, I have noted that, and the team will confirm it." : NOTED;
      return with(prompt, learnt, confirmed, 0.6);
    }
    var hours = prompt.house().hours();
    if (hours != null && HOURS.matcher(message).find()) {
      return with(prompt, learnt, "We are here " + String.join(", ", hours.week()) + ".", 0.8);
    }
    var passOn = prompt.house().promise(Phrases.WILL_CHECK, prompt.language());
    var best = prompt.knowledge().stream().mapToDouble(Fact::score).max().orElse(0);
    return new LeadAnswer(
        greeting(prompt) + passOn, Action.ESCALATE, learnt, round(best), prompt.language());
  }

  private static LeadAnswer with(
      LeadPrompt prompt, Qualification learnt, String text, double confidence) {
    var known = prompt.qualification().known().merge(learnt);
    var open =
        prompt.qualification().openQuestions().stream()
            .filter(question -> valueOf(known, question.field()) == null)
            .toList();
    boolean complete =
        open.isEmpty() && !prompt.qualification().openQuestions().isEmpty() && learnt.known() > 0;
    var parts = new ArrayList<String>();
    parts.add(greeting(prompt) + text);
    if (!open.isEmpty()) {
      parts.add(open.getFirst().text());
    } else if (complete) {
      parts.add("That is all I need for now; the team will come back to you with an offer.");
    }
    var action = complete ? Action.QUALIFIED : open.isEmpty() ? Action.NONE : Action.ASK;
    return new LeadAnswer(
        String.join(" ", parts).strip(), action, learnt, round(confidence), prompt.language());
  }

  private static LeadAnswer say(LeadPrompt prompt, String text, Action action, double confidence) {
    return new LeadAnswer(text, action, Qualification.NONE, confidence, prompt.language());
  }

  private static String greeting(LeadPrompt prompt) {
    return prompt.history().isEmpty() && prompt.language().equals("en")
        ? "Hello, and thank you for writing to " + prompt.business() + "! "
        : "";
  }

  private static String reaction(String message) {
    if (GREETING.matcher(message).find()) {
      return "How can we help you?";
    }
    return GRATITUDE.matcher(message).find() ? "You are welcome!" : "All right.";
  }

  private static boolean isSmallTalk(String message) {
    return GREETING.matcher(message).find()
        || SMALL_TALK.matcher(message).find()
        || !HAS_LETTER.matcher(message).find();
  }

  private record Found(Fact fact, double relevance) {}

  /** What answers the message, the most relevant first. */
  private static List<Found> answers(LeadPrompt prompt) {
    var found =
        prompt.knowledge().stream()
            .map(fact -> new Found(fact, relevance(fact, prompt.message())))
            .filter(candidate -> candidate.relevance >= SAME)
            .sorted(Comparator.comparingDouble(Found::relevance).reversed())
            .toList();
    var second = found.stream().skip(1).limit(1).filter(other -> other.fact.score() >= ALSO);
    return Stream.concat(found.stream().limit(1), second).toList();
  }

  private static double relevance(Fact fact, String message) {
    var known = fact.question() + ' ' + fact.answer();
    return fact.score() + SHARED_WORDS * Words.coverage(message, known);
  }

  private static String join(List<Found> found) {
    return String.join(" ", found.stream().map(each -> each.fact.answer()).distinct().toList());
  }

  /** What rules find in the text, and the text itself where it answers what was just asked. */
  private static Qualification learnt(LeadPrompt prompt) {
    var found = Facts.in(prompt.message());
    var asked = asked(prompt);
    if (asked == null
        || valueOf(found, asked.field()) != null
        || tellsSomethingElse(prompt.message(), found)
        || QUESTION.matcher(prompt.message()).find()
        || isSmallTalk(prompt.message())) {
      return found;
    }
    return found.merge(only(asked.field(), prompt.message().strip()));
  }

  /** A whole sentence with facts of its own is not the answer to what was asked. */
  private static boolean tellsSomethingElse(String message, Qualification found) {
    int words = message.strip().split("\\s+").length;
    return words > (found.known() > 0 ? 4 : 15) || message.length() > 120;
  }

  /** The open question that our last message ended with. */
  private static @Nullable Question asked(LeadPrompt prompt) {
    if (prompt.history().isEmpty() || !prompt.history().getLast().from().equals(Dialogue.AI)) {
      return null;
    }
    var last = prompt.history().getLast().text();
    return prompt.qualification().openQuestions().stream()
        .filter(question -> last.endsWith(question.text()))
        .findFirst()
        .orElse(null);
  }

  private static Qualification only(String field, String value) {
    return new Qualification(
        field.equals("service") ? value : null,
        field.equals("urgency") ? value : null,
        field.equals("budget") ? value : null,
        field.equals("location") ? value : null,
        field.equals("decisionMaker") ? value : null,
        field.equals("timeline") ? value : null);
  }

  static @Nullable String valueOf(Qualification known, String field) {
    return switch (field) {
      case "service" -> known.service();
      case "urgency" -> known.urgency();
      case "budget" -> known.budget();
      case "location" -> known.location();
      case "decisionMaker" -> known.decisionMaker();
      case "timeline" -> known.timeline();
      default -> null;
    };
  }

  private static double round(double score) {
    return Math.round(Math.clamp(score, 0, 1) * 100) / 100.0;
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(
        regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }
}
