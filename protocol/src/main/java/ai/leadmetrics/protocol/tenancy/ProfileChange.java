package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.kit.PlainName;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be different in a profile; what is absent stays. */
public record ProfileChange(
    @Nullable String name,
    @Nullable String industry,
    @Nullable String timeZone,
    @Nullable String tone,
    @Nullable List<Question> questions) {
  public static final ProfileChange NONE = new ProfileChange(null, null, null, null, null);

  private static final Set<String> FIELDS =
      Set.of("service", "urgency", "budget", "location", "decisionMaker", "timeline");

  public ProfileChange {
    questions = questions == null ? null : List.copyOf(questions);
  }

  public BusinessProfile of(BusinessProfile profile) {
    return new BusinessProfile(
        Objects.requireNonNullElse(name, profile.name()),
        Objects.requireNonNullElse(industry, profile.industry()),
        Objects.requireNonNullElse(timeZone, profile.timeZone()),
        Objects.requireNonNullElse(tone, profile.tone()),
        Objects.requireNonNullElse(questions, profile.questions()));
  }

  /** What is wrong, by field; empty where nothing is. */
  public Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    var limits = new Limits(problems);
    if (name != null) {
      limits.require(
          "name", !name.isBlank() && name.length() <= 100, "must have 1 to 100 characters");
      limits.require("name", PlainName.isPlain(name), PlainName.ADVICE);
    }
    limits.optional("industry", industry, 60);
    limits.require("timeZone", timeZone == null || isZone(timeZone), "is not a time zone");
    limits.optional("tone", tone, 100);
    if (questions != null) {
      limits.count("questions", questions, BusinessProfile.MAX_QUESTIONS);
      for (var question : questions) {
        limits.require(
            "questions",
            question.field() != null && FIELDS.contains(question.field()),
            "asks for an unknown field");
        limits.text("questions", question.text(), 300);
      }
    }
    return problems;
  }

  private static boolean isZone(String name) {
    try {
      return ZoneId.of(name).getId().equals(name);
    } catch (DateTimeException _) {
      return false;
    }
  }
}
