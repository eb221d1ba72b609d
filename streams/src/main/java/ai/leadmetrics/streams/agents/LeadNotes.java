package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.crm.LeadCommand;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Notes what customers say where no answer of the AI is due: that they want no automatic messages,
 * and facts of the lead that they tell a person. Nothing is sent.
 */
public final class LeadNotes implements StreamTask {
  @Override
  public String name() {
    return "lead-notes";
  }

  @Override
  public String role() {
    return "agents";
  }

  @Override
  public Running start(Platform platform) {
    if (!AgentsConfig.of(platform.config()).enabled()) {
      return AgentWorkers.OFF;
    }
    var desk =
        Desk.of(
            platform,
            (id, commandId, command) ->
                platform.entities().ask(id, commandId, "ai", command).toCompletableFuture().join());
    return Reactors.start(
        platform,
        name(),
        "inbox",
        MessageReceived.class,
        (record, received) -> note(platform, desk, record, received));
  }

  private static CompletionStage<Done> note(
      Platform platform, Desk desk, EventRecord record, MessageReceived received) {
    // Short answers count only where they answer a question of ours, which takes a look at it.
    return MessageContent.isVisible(received.content().said())
        ? CompletableFuture.supplyAsync(
            () -> note(desk, record.id(), received), platform.database().threads())
        : CompletableFuture.completedFuture(Done.getInstance());
  }

  static Done note(Desk desk, EntityId conversation, MessageReceived received) {
    var text = received.content().said();
    var consent = Consent.of(List.of(text));
    var dialogue = desk.dialogue(conversation);
    var contact = dialogue.contact();
    // Where the AI answers, its run remembers the wish and confirms it.
    if (contact == null || !dialogue.isWithPeople()) {
      return Done.getInstance();
    }
    if (consent != null) {
      ask(desk, contact, "consent:" + received.message(), consent.command(received.message()));
    } else {
      var lead = EntityId.derived(contact.tenant(), Kind.LEAD, contact.local());
      var known = desk.qualification(lead);
      var profile = desk.tenant(contact.tenant()).profile();
      var open =
          profile == null
              ? List.<Question>of()
              : profile.questions().stream()
                  .filter(question -> Learning.valueOf(known, question.field()) == null)
                  .toList();
      var learnt = Learning.from(text, dialogue.lastSaid(), open).facts();
      if (learnt.known() > 0) {
        ask(desk, lead, "note:" + received.message(), new LeadCommand.Qualify(learnt));
      }
    }
    return Done.getInstance();
  }

  /** A refusal is final: a lead that is not open, or a tenant that is gone, takes no notes. */
  private static void ask(Desk desk, EntityId id, String commandId, Object command) {
    switch (desk.ask(id, commandId, command)) {
      case Reply.Done _, Reply.Refused _ -> {}
    }
  }
}
