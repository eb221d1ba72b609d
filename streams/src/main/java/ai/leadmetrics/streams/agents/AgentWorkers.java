package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.billing.ContactRoom;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.billing.TokenStore;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Restarting;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.knowledge.MiniLm;
import ai.leadmetrics.streams.knowledge.StoredKnowledge;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pekko.Done;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls work from {@code work.agents} onto virtual threads: bounded, fair between tenants, an
 * offset committed once its run and all before it have ended.
 */
public final class AgentWorkers implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(AgentWorkers.class);

  /** What is switched off. */
  static final Running OFF =
      new Running() {
        @Override
        public String state() {
          return "stopped";
        }

        @Override
        public CompletionStage<Done> stop() {
          return CompletableFuture.completedFuture(Done.getInstance());
        }
      };

  @Override
  public String name() {
    return "agent-work";
  }

  @Override
  public String role() {
    return "agents";
  }

  @Override
  public Running start(Platform platform) {
    var config = AgentsConfig.of(platform.config());
    if (!config.enabled()) {
      LOG.info("Agents are switched off on this node");
      return OFF;
    }
    LOG.info("Agents ask {}", config.models());
    var embeddings = new MiniLm(platform.config().getInt("leadmetrics.knowledge.threads"));
    var responder = responder(platform, config, embeddings);
    var runs = new Runs(List.of(responder), config, platform.metrics(), Pause.REAL);
    return start(platform, config, runs, embeddings);
  }

  private Running start(Platform platform, AgentsConfig config, Runs runs, MiniLm embeddings) {
    var settings =
        platform
            .kafka()
            .consumerSettings("leadmetrics." + name())
            .withProperty(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Long.toString(config.fetchBytes()))
            .withProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "200");
    var commits = CommitterSettings.create(platform.system());
    var stopping = new AtomicBoolean();
    var running =
        Restarting.start(
            platform,
            name(),
            () ->
                Consumer.committableSource(settings, Subscriptions.topics(Topics.WORK_AGENTS))
                    .via(
                        new FairMapAsync<>(
                            config.parallelism(),
                            config.perTenant(),
                            config.lookAhead(),
                            (CommittableMessage<String, byte[]> message) -> message.record().key(),
                            message -> process(platform, runs, stopping, message)))
                    // What was not begun before the stop stays in Kafka, and all after it.
                    .takeWhile(Processed::ended)
                    .map(processed -> processed.message().committableOffset())
                    .via(Committer.flow(commits)));
    return new Running() {
      @Override
      public String state() {
        return running.state();
      }

      @Override
      public CompletionStage<Done> stop() {
        stopping.set(true);
        return running.stop().whenComplete((_, _) -> embeddings.close());
      }
    };
  }

  private record Processed(CommittableMessage<String, byte[]> message, boolean ended) {}

  private static CompletionStage<Processed> process(
      Platform platform,
      Runs runs,
      AtomicBoolean stopping,
      CommittableMessage<String, byte[]> message) {
    if (stopping.get()) {
      return CompletableFuture.completedFuture(new Processed(message, false));
    }
    return CompletableFuture.supplyAsync(
        () -> {
          var work = read(message.record());
          if (work != null) {
            runs.run(work, cause(message.record()));
          }
          return new Processed(message, true);
        },
        platform.database().threads());
  }

  private static @Nullable AgentWork read(ConsumerRecord<String, byte[]> record) {
    try {
      return Json.read(record.value(), AgentWork.class);
    } catch (RuntimeException e) {
      LOG.error("Unreadable agent work at {}-{} is skipped", record.topic(), record.offset(), e);
      return null;
    }
  }

  private static Position cause(ConsumerRecord<String, byte[]> record) {
    var header = record.headers().lastHeader(Topics.POSITION);
    return header == null
        ? Position.START
        : Position.parse(new String(header.value(), StandardCharsets.US_ASCII));
  }

  private static LeadResponder responder(
      Platform platform, AgentsConfig config, MiniLm embeddings) {
    var knowledge =
        new StoredKnowledge(
            platform.database(),
            embeddings,
            platform.config().getLong("leadmetrics.knowledge.cached-questions"));
    var desk =
        Desk.of(
            platform,
            (id, commandId, command) ->
                platform.entities().ask(id, commandId, "ai", command).toCompletableFuture().join());
    var live = Live.of(platform.system());
    return new LeadResponder(
        desk,
        new Briefing(desk, knowledge, config.history(), config.knowledge(), platform.clock()),
        new Asking(Model.chain(config.models()), config.attempts(), config.backoff(), Pause.REAL),
        config.escalateBelow(),
        till(platform),
        new Progress(live::publish),
        platform.clock());
  }

  private static Till till(Platform platform) {
    var entitlements = new EntitlementStore(platform);
    return new CreditTill(
        new CreditStore(platform, entitlements),
        entitlements,
        new ContactRoom(platform, entitlements),
        new TokenStore(platform, entitlements),
        platform.config().getDuration("leadmetrics.billing.reservation"),
        platform.clock(),
        platform.metrics());
  }
}
