package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Queue;
import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pekko.Done;

/** A requested reply becomes a run, and the run becomes work for whichever node has room. */
public final class ReplyQueue implements StreamTask {
  @Override
  public String name() {
    return "agent-queue";
  }

  @Override
  public String role() {
    return "agents";
  }

  @Override
  public Running start(Platform platform) {
    return AgentsConfig.of(platform.config()).enabled()
        ? Reactors.start(
            platform,
            name(),
            "inbox",
            ReplyRequested.class,
            (record, requested) -> queue(platform, record, requested.reply()))
        : AgentWorkers.OFF;
  }

  private static CompletionStage<Done> queue(Platform platform, EventRecord event, String reply) {
    var run = EntityId.derived(event.id().tenant(), Kind.RUN, reply);
    var agent = LeadResponder.NAME;
    return platform
        .entities()
        .ask(run, "queue:" + reply, "system", new Queue(agent, event.id(), reply))
        .thenCompose(
            answer -> {
              if (answer instanceof Reply.Refused(var rejection)) {
                if (rejection.is(TenancyError.TENANT_ERASED)) {
                  return CompletableFuture.completedFuture(Done.getInstance());
                }
                throw new IllegalStateException(run + " cannot be queued: " + rejection.code());
              }
              var work = new AgentWork(run, agent, event.id(), reply, event.recorded().at());
              return platform
                  .kafka()
                  .producer()
                  .send(record(work, event))
                  .thenApply(_ -> Done.getInstance());
            });
  }

  private static ProducerRecord<String, byte[]> record(AgentWork work, EventRecord event) {
    var record =
        new ProducerRecord<String, byte[]>(
            Topics.WORK_AGENTS, work.run().tenant().value(), Json.bytes(work));
    record
        .headers()
        .add(Topics.POSITION, event.position().toString().getBytes(StandardCharsets.US_ASCII));
    return record;
  }
}
