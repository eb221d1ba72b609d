package ai.leadmetrics.entities.kit;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Recorded;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads and writes events as they stand in the journal and on {@code events.*}. */
public final class EventCodec {
  private static final Map<String, ObjectReader> READERS = new ConcurrentHashMap<>();
  private static final Map<Class<?>, ObjectWriter> WRITERS = new ConcurrentHashMap<>();

  private static final Map<Class<?>, String> MANIFESTS = new ConcurrentHashMap<>();

  private EventCodec() {}

  /**
   * @param kind the aggregate's name
   */
  public static Recorded<?> read(String kind, byte[] json) {
    try {
      return READERS.computeIfAbsent(kind, EventCodec::reader).readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] write(Recorded<?> recorded) {
    var events = Aggregates.of(recorded.event()).events();
    try {
      // The type name is written because the event is declared as its sealed interface here.
      return WRITERS
          .computeIfAbsent(events, type -> Json.MAPPER.writerFor(typeOf(Recorded.class, type)))
          .writeValueAsBytes(recorded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code <aggregate>/<type>}, for example {@code Conversation/message-received}. */
  static String manifest(Recorded<?> recorded) {
    var type = recorded.event().getClass();
    return MANIFESTS.computeIfAbsent(
        type, _ -> Aggregates.of(recorded.event()).name() + '/' + typeName(type));
  }

  /** The aggregate that a manifest names. */
  public static String kindOf(String manifest) {
    int slash = manifest.indexOf('/');
    return slash < 0 ? manifest : manifest.substring(0, slash);
  }

  /** The stored type of an event class, for example {@code message-received}. */
  public static String typeName(Class<?> event) {
    var name = event.getAnnotation(JsonTypeName.class);
    if (name == null) {
      throw new IllegalArgumentException("an event needs a stable name: " + event);
    }
    return name.value();
  }

  private static ObjectReader reader(String kind) {
    return Json.MAPPER.readerFor(typeOf(Recorded.class, Aggregates.named(kind).events()));
  }

  static JavaType typeOf(Class<?> generic, Class<?> parameter) {
    return Json.MAPPER.getTypeFactory().constructParametricType(generic, parameter);
  }
}
