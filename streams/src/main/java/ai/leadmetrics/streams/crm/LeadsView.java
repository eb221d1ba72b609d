package ai.leadmetrics.streams.crm;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.crm.ContactEvent;
import ai.leadmetrics.protocol.crm.LeadEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.View;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Leads with their history, the contacts they belong to, and when those were last heard of. */
public final class LeadsView implements View {
  @Override
  public String name() {
    return "leads";
  }

  @Override
  public List<String> contexts() {
    return List.of("crm", "inbox");
  }

  @Override
  public void apply(Handle handle, List<EventRecord> batch) {
    var fold = new LeadsFold();
    for (var record : batch) {
      switch (record.event()) {
        case LeadEvent event -> fold.lead(record, event);
        case ContactEvent event -> fold.contact(record, event);
        case MessageReceived message -> {
          fold.activity(record);
          fold.referral(record, message);
        }
        default -> {
          // The rest of a conversation is not news of the lead.
        }
      }
    }
    fold.write(handle);
  }

  @Override
  public List<LiveNotice> notices(EventRecord record) {
    return switch (record.event()) {
      case LeadEvent _ -> List.of(notice(record, "leads"));
      // Names show in the inbox, too.
      case ContactEvent _ -> List.of(notice(record, "leads"), notice(record, "inbox"));
      default -> List.of();
    };
  }

  private static LiveNotice notice(EventRecord record, String topic) {
    return new LiveNotice(
        record.id().tenant(),
        topic,
        EventCodec.typeName(record.event().getClass()),
        record.id().local(),
        record.position());
  }
}
