package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.agents.LeadPrompt.Fact;
import ai.leadmetrics.streams.agents.LeadPrompt.Needs;
import ai.leadmetrics.streams.agents.LeadPrompt.Turn;
import ai.leadmetrics.streams.knowledge.KnowledgeSearch;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Gathers what the model is told.
 *
 * @param history messages
 * @param results approved answers
 */
record Briefing(Desk desk, KnowledgeSearch knowledge, int history, int results, Clock clock) {
  /** Beyond this a text is no question any more, only cost. */
  private static final int MAX_MESSAGE = 6_000;

  private static final int MAX_TURN = 1_000;

  private static final DateTimeFormatter NOW =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  LeadPrompt prompt(TenantId tenant, Dialogue dialogue) {
    var profile = desk.profile(tenant);
    var lead = dialogue.lead();
    var known = lead == null ? Qualification.NONE : desk.qualification(lead);
    var open =
        profile.questions().stream()
            .filter(question -> OfflineModel.valueOf(known, question.field()) == null)
            .toList();
    var message = cut(dialogue.message(), MAX_MESSAGE);
    return new LeadPrompt(
        profile.name(),
        profile.industry(),
        profile.tone(),
        ZonedDateTime.now(clock.withZone(zone(profile.timeZone()))).format(NOW),
        facts(tenant, message),
        dialogue.history(history).stream()
            .map(turn -> new Turn(turn.from(), cut(turn.text(), MAX_TURN)))
            .toList(),
        new Needs(known, open.isEmpty() ? null : open.getFirst(), open),
        message,
        Languages.of(message));
  }

  private List<Fact> facts(TenantId tenant, String message) {
    return knowledge.search(tenant, message, results).stream()
        .map(
            hit ->
                new Fact(
                    hit.faq().question(),
                    hit.faq().answer(),
                    Math.round(hit.score() * 1_000) / 1_000.0))
        .toList();
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }
}
