package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.Entities;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.pekko.actor.typed.ActorSystem;

/** What a pipeline needs of its surroundings, opened once per node. */
public record Platform(
    ActorSystem<?> system,
    Config config,
    Database database,
    Kafka kafka,
    Entities entities,
    MeterRegistry metrics,
    Secrets secrets) {}
