package ai.leadmetrics.protocol.tenancy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody has told so far on the way to a tenant of their own. */
public record SignUpDraft(
    @Nullable SignUpCompany company, @Nullable SignUpLocation location, @Nullable String plan) {
  public static final SignUpDraft EMPTY = new SignUpDraft(null, null, null);

  private static final Pattern PLAN = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public record SignUpCompany(String name, String industry, @Nullable String website) {}

  public record SignUpLocation(
      String country,
      @Nullable String state,
      @Nullable String city,
      @Nullable String street,
      @Nullable String postalCode,
      String timeZone) {}

  public SignUpDraft with(SignUpDraft newer) {
    return new SignUpDraft(
        newer.company == null ? company : newer.company,
        newer.location == null ? location : newer.location,
        newer.plan == null ? plan : newer.plan);
  }

  /** What is wrong, by field; empty where nothing is. */
  public Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    problems.putAll(profile().problems());
    problems.putAll(info().problems());
    new Limits(problems)
        .require("plan", plan == null || PLAN.matcher(plan).matches(), "is not a plan");
    return problems;
  }

  public boolean isComplete() {
    return company != null && location != null && plan != null;
  }

  public ProfileChange profile() {
    return new ProfileChange(
        company == null ? null : company.name(),
        company == null ? null : company.industry(),
        location == null ? null : location.timeZone(),
        null,
        null);
  }

  public BusinessInfo info() {
    var where = Objects.requireNonNullElse(location, NOWHERE);
    return new BusinessInfo(
        company == null ? null : company.name(),
        where.street(),
        where.city(),
        where.state(),
        where.postalCode(),
        location == null ? null : where.country(),
        null,
        null,
        null,
        null,
        company == null ? null : company.website());
  }

  private static final SignUpLocation NOWHERE =
      new SignUpLocation("", null, null, null, null, "UTC");
}
