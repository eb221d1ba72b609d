package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.billing.Usage;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.streams.billing.TokenStore;
import ai.leadmetrics.streams.billing.UsageQueries;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant used, in days of its own time zone: the same for its people and for operators.
 */
public final class UsageReport {
  private static final int MAX_DAYS = 366;
  private static final int DEFAULT_DAYS = 30;

  private final UsageQueries queries;
  private final TokenStore tokens;
  private final TenantStore tenants;
  private final Clock clock;

  public UsageReport(UsageQueries queries, TokenStore tokens, TenantStore tenants, Clock clock) {
    this.queries = queries;
    this.tokens = tokens;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** The first and the last day of a report. */
  record Span(LocalDate from, LocalDate to) {}

  CompletionStage<Usage> of(TenantId tenant, @Nullable LocalDate from, @Nullable LocalDate to) {
    return tenants
        .profile(tenant)
        .thenApply(UsageReport::zone)
        .thenCompose(zone -> usage(tenant, zone, span(zone, from, to)));
  }

  /** What was asked for, or the last {@value #DEFAULT_DAYS} days. */
  Span span(ZoneId zone, @Nullable LocalDate from, @Nullable LocalDate to) {
    var last = to == null ? LocalDate.now(clock.withZone(zone)) : to;
    var first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : from;
    if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
      throw ProblemException.invalid("to", "invalid", "must be within 366 days after from");
    }
    return new Span(first, last);
  }

  private CompletionStage<Usage> usage(TenantId tenant, ZoneId zone, Span span) {
    var used = queries.tokens(tenant, zone, span.from(), span.to());
    var credits = queries.credits(tenant, zone, span.from(), span.to());
    var spending = tokens.spending(tenant);
    return used.thenCompose(
        runs ->
            credits.thenCombine(
                spending,
                (lines, spent) ->
                    new Usage(span.from(), span.to(), zone.getId(), runs, lines, spent)));
  }

  private static ZoneId zone(Optional<BusinessProfile> profile) {
    try {
      return ZoneId.of(profile.map(BusinessProfile::timeZone).orElse("UTC"));
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
