package ai.leadmetrics.protocol.crm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One lead: its {@link LeadSummary}, what is known of the need, and what happened to it.
 *
 * @param otherNames of others who wrote from the same number or address
 * @param referral the latest ad or post that led the person to write
 */
public record LeadDetail(
    String id,
    String contactId,
    String name,
    List<String> otherNames,
    @Nullable String phone,
    @Nullable String email,
    String source,
    LeadStatus status,
    LeadScore score,
    Instant createdAt,
    Instant lastActivityAt,
    @Nullable String conversationId,
    Qualification qualification,
    List<LeadHistoryEntry> history,
    @Nullable Referral referral) {

  /**
   * Something that happened to a lead.
   *
   * @param what the event's type, for example {@code lead-qualified}
   * @param detail a short text on it; may be empty
   */
  public record LeadHistoryEntry(Instant at, String what, String detail) {}

  public static LeadDetail of(
      LeadSummary summary,
      List<String> otherNames,
      Qualification qualification,
      List<LeadHistoryEntry> history,
      @Nullable Referral referral) {
    return new LeadDetail(
        summary.id(),
        summary.contactId(),
        summary.name(),
        otherNames,
        summary.phone(),
        summary.email(),
        summary.source(),
        summary.status(),
        summary.score(),
        summary.createdAt(),
        summary.lastActivityAt(),
        summary.conversationId(),
        qualification,
        history,
        referral);
  }
}
