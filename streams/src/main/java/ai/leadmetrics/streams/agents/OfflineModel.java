package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import ai.leadmetrics.streams.agents.Hearing.Heard;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers without any provider: with the business's own words where a known answer covers the
 * question, and otherwise by passing the conversation on. Picks up plain facts by rules and asks
 * what is still to be asked. It never makes up anything.
 */
public final class OfflineModel implements ChatModel {
  public static final String NAME = "offline-minilm";

  @Override
  public ChatResponse doChat(ChatRequest request) {
    var document = ((UserMessage) request.messages().getLast()).singleText();
    var answer = answer(Json.read(document, LeadPrompt.class)).json();
    int input = request.messages().stream().mapToInt(Tokens::of).sum();
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(answer))
        .modelName(NAME)
        .tokenUsage(new TokenUsage(input, Tokens.of(answer)))
        .finishReason(FinishReason.STOP)
        .build();
  }

  static LeadAnswer answer(LeadPrompt prompt) {
    var learnt = Learning.from(prompt);
    var heard = Hearing.of(prompt, learnt.answersUs());
    var said = said(prompt, heard);
    var open = heard.stream().filter(Heard.Open.class::isInstance).toList();
    if (!open.isEmpty()) {
      return passOn(prompt, learnt.facts(), said, open);
    }
    if (heard.stream().anyMatch(Heard.Booking.class::isInstance)) {
      said.add(Phrases.of(Phrases.CONFIRM, prompt.language()));
      return new LeadAnswer(
          text(prompt, said), Action.BOOK, learnt.facts(), 0.8, prompt.language());
    }
    double confidence = heard.stream().mapToDouble(Heard::confidence).max().orElse(Heard.UNSURE);
    if (!said.isEmpty()) {
      return with(prompt, learnt.facts(), said, confidence);
    }
    if (heard.stream().anyMatch(Heard.Told.class::isInstance)) {
      boolean asked = heard.contains(Heard.Told.ENQUIRY);
      said.add(Phrases.of(asked ? Phrases.CONFIRM : Phrases.NOTED, prompt.language()));
      return with(prompt, learnt.facts(), said, 0.6);
    }
    return Courtesy.answer(prompt, heard)
        .orElseGet(
            () ->
                with(
                    prompt,
                    learnt.facts(),
                    new ArrayList<>(List.of(Courtesy.reaction(prompt, heard))),
                    0.7));
  }

  /** The business's own words, introduced where the customer writes another language. */
  private static List<String> said(LeadPrompt prompt, List<Heard> heard) {
    var own =
        heard.stream()
            .flatMap(
                each ->
                    each instanceof Heard.Answered(var text, _) ? Stream.of(text) : Stream.empty())
            .distinct()
            .toList();
    var said = new ArrayList<String>();
    if (!own.isEmpty()) {
      var text = String.join(" ", own);
      boolean same = Languages.of(text).equals(prompt.language());
      said.add(
          same ? text : Phrases.of(Phrases.QUOTE, prompt.language()).replace("{answer}", text));
    }
    return said;
  }

  /** What is not covered goes to a person, by name where something else was answered. */
  private static LeadAnswer passOn(
      LeadPrompt prompt, Qualification learnt, List<String> said, List<Heard> open) {
    var language = prompt.language();
    double confidence = said.isEmpty() ? 0.4 : 0.6;
    if (said.isEmpty()) {
      said.add(prompt.house().promise(Phrases.WILL_CHECK, language));
    } else {
      var topics =
          open.stream()
              .flatMap(
                  each -> each instanceof Heard.Open(var topic) ? Stream.of(topic) : Stream.empty())
              .toList();
      said.add(Phrases.of(Phrases.ABOUT, language).replace("{topic}", String.join(", ", topics)));
    }
    return new LeadAnswer(text(prompt, said), Action.ESCALATE, learnt, confidence, language);
  }

  private static LeadAnswer with(
      LeadPrompt prompt, Qualification learnt, List<String> said, double confidence) {
    var known = prompt.qualification().known().merge(learnt);
    var open =
        prompt.qualification().openQuestions().stream()
            .filter(question -> Learning.valueOf(known, question.field()) == null)
            .toList();
    boolean complete =
        open.isEmpty() && !prompt.qualification().openQuestions().isEmpty() && learnt.known() > 0;
    if (complete) {
      said.add(Phrases.of(Phrases.COMPLETE, prompt.language()));
      return new LeadAnswer(
          text(prompt, said), Action.QUALIFIED, learnt, confidence, prompt.language());
    }
    var next = next(prompt, open);
    if (next != null) {
      said.add(next.text());
    }
    return new LeadAnswer(
        text(prompt, said),
        next == null ? Action.NONE : Action.ASK,
        learnt,
        confidence,
        prompt.language());
  }

  /** Nothing where it was asked often enough, or the customer would not understand it. */
  private static @Nullable Question next(LeadPrompt prompt, List<Question> open) {
    if (open.isEmpty() || prompt.qualification().nextQuestion() == null) {
      return null;
    }
    var next = open.getFirst();
    return Languages.of(next.text()).equals(prompt.language()) ? next : null;
  }

  private static String text(LeadPrompt prompt, List<String> said) {
    var text = String.join(" ", said);
    if (!prompt.history().isEmpty() || !prompt.language().equals("en")) {
      return text;
    }
    boolean thanks = text.startsWith("Thank you");
    return (thanks ? "Hello from " : "Hello, and thank you for writing to ")
        + prompt.business()
        + "! "
        + text;
  }
}
