package ai.leadmetrics.streams.crm;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.crm.ContactCommand.Identify;
import ai.leadmetrics.protocol.crm.LeadCommand.Open;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever opens a conversation is a contact and a lead. */
public final class CrmReactor implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(CrmReactor.class);

  @Override
  public String name() {
    return "crm";
  }

  @Override
  public String role() {
    return "ingest";
  }

  @Override
  public Running start(Platform platform) {
    return Reactors.start(
        platform,
        name(),
        "inbox",
        Opened.class,
        (record, opened) -> open(platform.entities(), record, opened));
  }

  private static CompletionStage<Done> open(Entities entities, EventRecord event, Opened opened) {
    var contact = opened.contact();
    var lead = EntityId.derived(contact.tenant(), Kind.LEAD, contact.local());
    var id = "ev:" + event.position();
    var identify = new Identify(opened.name(), opened.identifiers());
    var open =
        new Open(
            contact, event.id(), opened.name(), opened.identifiers(), opened.channelKind().wire());
    return entities
        .ask(contact, id, "system", identify)
        .thenAccept(reply -> note(contact, reply))
        .thenCompose(_ -> entities.ask(lead, id, "system", open))
        .thenApply(
            reply -> {
              note(lead, reply);
              return Done.getInstance();
            });
  }

  /** A refusal is final: asking again would be refused again. */
  private static void note(EntityId entity, Reply reply) {
    switch (reply) {
      case Reply.Refused(var rejection) -> LOG.warn("{} refused: {}", entity, rejection.code());
      case Reply.Done _ -> {}
    }
  }
}
