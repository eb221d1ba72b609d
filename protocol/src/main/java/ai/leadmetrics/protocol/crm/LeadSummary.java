package ai.leadmetrics.protocol.crm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead in the list.
 *
 * @param name the person's name, or their address where no name is known
 * @param source where it came from, for example {@code whatsapp}
 */
public record LeadSummary(
    String id,
    String contactId,
    String name,
    @Nullable String phone,
    @Nullable String email,
    String source,
    LeadStatus status,
    LeadScore score,
    Instant createdAt,
    Instant lastActivityAt,
    @Nullable String conversationId) {}
