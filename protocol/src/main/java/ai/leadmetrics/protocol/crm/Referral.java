package ai.leadmetrics.protocol.crm;

import org.jspecify.annotations.Nullable;

/**
 * The ad or post that led a person to write.
 *
 * @param sourceType ad or post
 * @param sourceId the provider's id of it
 * @param mediaType image or video
 * @param clickId by which the ad platform attributes a conversion (WhatsApp: {@code ctwa_clid})
 */
public record Referral(
    @Nullable String sourceType,
    @Nullable String sourceId,
    @Nullable String sourceUrl,
    @Nullable String headline,
    @Nullable String body,
    @Nullable String mediaType,
    @Nullable String mediaUrl,
    @Nullable String clickId) {}
