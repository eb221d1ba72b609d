package ai.leadmetrics.streams.crm;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.crm.ContactCommand.Identify;
import ai.leadmetrics.protocol.crm.LeadCommand.Open;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsNotSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever opens a conversation that is no spam is a contact and a lead. */
public final class CrmReactor implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(CrmReactor.class);

  private static final Set<String> TYPES =
      Set.of(EventCodec.typeName(Opened.class), EventCodec.typeName(MarkedAsNotSpam.class));

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
        TYPES::contains,
        (record, event) ->
            switch (event) {
              case Opened opened when !opened.spam() ->
                  open(
                      platform.entities(),
                      record,
                      opened.contact(),
                      opened.channelKind(),
                      new Identify(opened.name(), opened.identifiers()));
              case MarkedAsNotSpam person ->
                  open(
                      platform.entities(),
                      record,
                      person.contact(),
                      person.channelKind(),
                      new Identify(person.name(), person.identifiers()));
              default -> CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  private static CompletionStage<Done> open(
      Entities entities,
      EventRecord event,
      EntityId contact,
      ChannelKind channel,
      Identify identify) {
    var lead = EntityId.derived(contact.tenant(), Kind.LEAD, contact.local());
    var id = "ev:" + event.position();
    var open =
        new Open(contact, event.id(), identify.name(), identify.identifiers(), channel.wire());
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
