package ai.leadmetrics.entities.kit;

import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** A command on its way to its entity. */
record Ask(String command, String by, Instant at, Object body, ActorRef<Reply> replyTo) {}
