package ai.leadmetrics.protocol.crm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead in the list.
 *
 * @param source where it came from, for example {@code whatsapp}
 */
public record LeadSummary(
    String id,
    String contactId,
    @Nullable String name,
    @Nullable String phone,
    @Nullable String email,
    String source,
    LeadStatus status,
    LeadScore score,
    Instant createdAt,
    Instant lastActivityAt,
    @Nullable String conversationId) {}
