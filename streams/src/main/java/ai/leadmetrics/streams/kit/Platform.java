package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.Entities;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What a pipeline needs of its surroundings, opened once per node.
 *
 * @param clock the time that rules go by; tests move it
 */
@Port
public record Platform(
    ActorSystem<?> system,
    Config config,
    Database database,
    Kafka kafka,
    Entities entities,
    MeterRegistry metrics,
    Secrets secrets,
    Clock clock) {}
