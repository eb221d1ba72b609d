package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.AddressChanged;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.LookNeeded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsNotSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageEchoed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRead;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRevised;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageUnconfirmed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReadByTeam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.RevisionHeld;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendAttempted;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendDeferred;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.View;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The conversations of the inbox and their messages. */
public final class InboxView implements View {
  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public List<String> contexts() {
    return List.of("inbox");
  }

  @Override
  public void apply(Handle handle, List<EventRecord> batch) {
    var fold = new InboxFold();
    for (var event : batch) {
      if (event.event() instanceof ConversationEvent) {
        fold.add(event);
      }
    }
    fold.write(handle);
  }

  @Override
  public List<LiveNotice> notices(EventRecord record) {
    if (!(record.event() instanceof ConversationEvent event)) {
      return List.of();
    }
    var thread = notice(record, event, "conversation:" + record.id().local());
    if (event instanceof MarkedAsSpam || event instanceof MarkedAsNotSpam) {
      // The person's lead leaves its list or comes back.
      return List.of(notice(record, event, "inbox"), notice(record, event, "leads"), thread);
    }
    return changesList(event) ? List.of(notice(record, event, "inbox"), thread) : List.of(thread);
  }

  private static LiveNotice notice(EventRecord record, ConversationEvent event, String topic) {
    return new LiveNotice(
        record.id().tenant(),
        topic,
        EventCodec.typeName(event.getClass()),
        record.id().local(),
        record.position());
  }

  /** Delivery ticks show in the thread only. */
  private static boolean changesList(ConversationEvent event) {
    return switch (event) {
      case Opened _,
          MessageReceived _,
          MessageEchoed _,
          MessageRevised _,
          AddressChanged _,
          LookNeeded _,
          ReplyRequested _,
          ReplyDiscarded _,
          ReplyQueued _,
          MessageFailed _,
          MessageUnconfirmed _,
          TakenOver _,
          HandedBack _,
          Escalated _,
          ReadByTeam _,
          MarkedAsSpam _,
          MarkedAsNotSpam _ ->
          true;
      case SendAttempted _,
          SendDeferred _,
          MessageSent _,
          MessageDelivered _,
          MessageRead _,
          MessageDropped _,
          RevisionHeld _ ->
          false;
    };
  }
}
