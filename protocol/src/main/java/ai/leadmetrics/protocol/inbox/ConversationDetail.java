package ai.leadmetrics.protocol.inbox;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.crm.LeadSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation: its {@link ConversationSummary} and what stands beside the thread.
 *
 * @param windowClosesAt until when the channel lets the business answer freely; absent where the
 *     channel has no such window
 * @param obstacle why nothing can be sent: {@code channel_paused}, {@code channel_credentials} when
 *     it has to be reconnected, {@code no_channel} when it was disconnected
 * @param replyWay how an answer reaches the person where the channel, a web form, carries none;
 *     absent where no way is known
 */
public record ConversationDetail(
    String id,
    String contactId,
    @Nullable String leadId,
    String name,
    ChannelKind channel,
    String address,
    String lastText,
    Instant lastAt,
    Direction lastDirection,
    int unread,
    Owner owner,
    boolean attention,
    @Nullable String attentionReason,
    Priority priority,
    boolean replyPending,
    @Nullable Spam spam,
    Instant openedAt,
    @Nullable Instant windowClosesAt,
    ContactRef contact,
    @Nullable LeadSummary lead,
    @Nullable String obstacle,
    @Nullable ReplyWay replyWay) {

  /**
   * The person a conversation is with; named as in the summary.
   *
   * @param otherNames of others who wrote from the same number or address
   * @param optedOut whether they want no automatic messages: the AI sends them none, people should
   *     have a reason to
   */
  public record ContactRef(
      String id,
      String name,
      List<String> otherNames,
      List<Identifier> identifiers,
      boolean optedOut) {}

  public static ConversationDetail of(
      ConversationSummary summary,
      Instant openedAt,
      @Nullable Instant windowClosesAt,
      ContactRef contact,
      @Nullable LeadSummary lead,
      @Nullable String obstacle,
      @Nullable ReplyWay replyWay) {
    return new ConversationDetail(
        summary.id(),
        summary.contactId(),
        summary.leadId(),
        summary.name(),
        summary.channel(),
        summary.address(),
        summary.lastText(),
        summary.lastAt(),
        summary.lastDirection(),
        summary.unread(),
        summary.owner(),
        summary.attention(),
        summary.attentionReason(),
        summary.priority(),
        summary.replyPending(),
        summary.spam(),
        openedAt,
        windowClosesAt,
        contact,
        lead,
        obstacle,
        replyWay);
  }

  /** The same, with how an answer reaches the person. */
  public ConversationDetail answeredBy(@Nullable ReplyWay way) {
    return new ConversationDetail(
        id,
        contactId,
        leadId,
        name,
        channel,
        address,
        lastText,
        lastAt,
        lastDirection,
        unread,
        owner,
        attention,
        attentionReason,
        priority,
        replyPending,
        spam,
        openedAt,
        windowClosesAt,
        contact,
        lead,
        obstacle,
        way);
  }
}
