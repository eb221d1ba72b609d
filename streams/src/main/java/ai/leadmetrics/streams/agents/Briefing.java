package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BrandVoice;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import ai.leadmetrics.protocol.tenancy.OpeningHours;
import ai.leadmetrics.protocol.tenancy.OpeningHours.Holiday;
import ai.leadmetrics.protocol.tenancy.OpeningHours.Span;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantSettings.Competitor;
import ai.leadmetrics.streams.agents.LeadPrompt.Fact;
import ai.leadmetrics.streams.agents.LeadPrompt.Hours;
import ai.leadmetrics.streams.agents.LeadPrompt.House;
import ai.leadmetrics.streams.agents.LeadPrompt.Needs;
import ai.leadmetrics.streams.agents.LeadPrompt.Turn;
import ai.leadmetrics.streams.knowledge.KnowledgeSearch;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  private static final int MAX_ABOUT = 10;

  /** Who has not answered a question by then does not want to. */
  private static final int MAX_ASKED = 2;

  /** More answers for each further part of a message. */
  private static final int RESULTS_PER_PART = 3;

  /** The next few are all that a customer could ask for. */
  private static final int HOLIDAYS = 10;

  private static final Comparator<Span> WEEK =
      Comparator.comparing(Span::day).thenComparing(Span::from);

  private static final DateTimeFormatter OPENS = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm");

  private static final DateTimeFormatter NOW =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  LeadPrompt prompt(TenantId id, TenantFacts tenant, Dialogue dialogue) {
    var profile = Objects.requireNonNull(tenant.profile());
    var lead = dialogue.lead();
    var known = lead == null ? Qualification.NONE : desk.qualification(lead);
    var open =
        profile.questions().stream()
            .filter(question -> Learning.valueOf(known, question.field()) == null)
            .toList();
    var message = cut(dialogue.message(), MAX_MESSAGE);
    var about =
        dialogue.about().stream()
            .limit(MAX_ABOUT)
            .map(one -> new About(one.what(), cut(one.text(), MAX_TURN), one.topic()))
            .toList();
    return new LeadPrompt(
        profile.name(),
        profile.industry(),
        profile.tone(),
        now(profile).format(NOW),
        facts(id, topics(about) + message),
        dialogue.history(history).stream()
            .map(turn -> new Turn(turn.from(), cut(turn.text(), MAX_TURN)))
            .toList(),
        new Needs(known, next(open, dialogue), open),
        message,
        about,
        Languages.of(message),
        house(tenant, Languages.of(message)),
        false);
  }

  /** What "this" is in a message that quotes something or is about it. */
  private static String topics(List<About> about) {
    return about.stream()
        .filter(About::topic)
        .map(one -> one.text() + "\n")
        .collect(Collectors.joining());
  }

  /** The first open question; nothing once one has been asked twice to no avail. */
  private static @Nullable Question next(List<Question> open, Dialogue dialogue) {
    boolean nags =
        open.stream().anyMatch(question -> dialogue.timesAsked(question.text()) >= MAX_ASKED);
    return open.isEmpty() || nags ? null : open.getFirst();
  }

  /** What the model is told of the house, with times as {@code language} writes them. */
  House house(TenantFacts tenant, String language) {
    var settings = tenant.settings();
    var hours = Objects.requireNonNullElse(settings.hours(), OpeningHours.NONE);
    var competitors = Objects.requireNonNullElse(settings.competitors(), List.<Competitor>of());
    return new House(
        Objects.requireNonNullElse(settings.voice(), BrandVoice.NONE),
        hours.isKnown()
            ? hours(hours, now(Objects.requireNonNull(tenant.profile())), language)
            : null,
        competitors.stream().map(Competitor::name).toList());
  }

  private static Hours hours(OpeningHours hours, LocalDateTime now, String language) {
    boolean open = hours.isOpen(now);
    var format = OPENS.withLocale(Locale.of(language));
    return new Hours(
        open,
        open ? null : hours.nextOpening(now).map(format::format).orElse(null),
        hours.week().stream().sorted(WEEK).map(Briefing::text).toList(),
        hours.holidays().stream()
            .filter(holiday -> !holiday.date().isBefore(now.toLocalDate()))
            .sorted(Comparator.comparing(Holiday::date))
            .limit(HOLIDAYS)
            .map(holiday -> holiday.date() + " " + holiday.name())
            .toList());
  }

  private static String text(Span span) {
    var day = span.day().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return day + ' ' + span.from() + '-' + span.to();
  }

  private LocalDateTime now(BusinessProfile profile) {
    return LocalDateTime.now(clock.withZone(zone(profile.timeZone())));
  }

  private List<Fact> facts(TenantId tenant, String message) {
    if (!MessageContent.isVisible(message)) {
      return List.of();
    }
    var parts = Clauses.of(message);
    int limit = results + RESULTS_PER_PART * Math.max(0, parts.size() - 1);
    return knowledge.search(tenant, Clauses.searchable(message, parts), limit).stream()
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
