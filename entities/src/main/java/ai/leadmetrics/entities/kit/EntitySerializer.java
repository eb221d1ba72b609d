package ai.leadmetrics.entities.kit;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Recorded;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Events and snapshots as JSON, the manifest of an event being {@code <aggregate>/<type>}; commands
 * and replies between nodes as CBOR. Class names are never stored.
 */
final class EntitySerializer extends SerializerWithStringManifest {
  private static final String SNAPSHOT = "snapshot:";
  private static final String ASK = "ask:";
  private static final String REPLY = "reply";
  private static final ObjectMapper CBOR = Json.dialect(CBORMapper.builder());

  private final ExtendedActorSystem system;

  /** Called by Pekko. */
  EntitySerializer(ExtendedActorSystem system) {
    this.system = system;
  }

  @Override
  public int identifier() {
    return 26_101;
  }

  @Override
  public String manifest(Object message) {
    return switch (message) {
      case Recorded<?> recorded -> EventCodec.manifest(recorded);
      case Held<?>(var state, _) when state != null -> SNAPSHOT + Aggregates.of(state).name();
      case Ask ask -> ASK + Aggregates.of(ask.body()).name();
      case Reply _ -> REPLY;
      default -> throw new IllegalArgumentException("no manifest for " + message.getClass());
    };
  }

  @Override
  public byte[] toBinary(Object message) {
    try {
      return switch (message) {
        case Recorded<?> recorded -> EventCodec.write(recorded);
        case Held<?> held -> Json.bytes(held);
        case Ask ask -> CBOR.writeValueAsBytes(wire(ask));
        case Reply reply -> CBOR.writerFor(Reply.class).writeValueAsBytes(reply);
        default -> throw new IllegalArgumentException("cannot write " + message.getClass());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    try {
      if (manifest.startsWith(SNAPSHOT)) {
        var states = Aggregates.named(manifest.substring(SNAPSHOT.length())).states();
        return Json.MAPPER.readValue(bytes, EventCodec.typeOf(Held.class, states));
      } else if (manifest.startsWith(ASK)) {
        var commands = Aggregates.named(manifest.substring(ASK.length())).commands();
        return ask((ObjectNode) CBOR.readTree(bytes), commands);
      } else if (manifest.equals(REPLY)) {
        return CBOR.readValue(bytes, Reply.class);
      }
      return EventCodec.read(EventCodec.kindOf(manifest), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode wire(Ask ask) {
    return CBOR.createObjectNode()
        .put("command", ask.command())
        .put("by", ask.by())
        .put("at", ask.at().toString())
        .put("replyTo", resolver().toSerializationFormat(ask.replyTo()))
        .set("body", CBOR.valueToTree(ask.body()));
  }

  private Ask ask(ObjectNode wire, Class<?> commands) throws IOException {
    return new Ask(
        wire.get("command").asText(),
        wire.get("by").asText(),
        Instant.parse(wire.get("at").asText()),
        CBOR.treeToValue(wire.get("body"), commands),
        resolver().resolveActorRef(wire.get("replyTo").asText()));
  }

  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }
}
