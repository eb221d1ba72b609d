package ai.leadmetrics.entities.kit;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Recorded;
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
          .computeIfAbsent(
              events, type -> Json.MAPPER.writerFor(typeOf(Recorded.class, type)))
          .writeValueAsBytes(recorded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectReader reader(String kind) {
    return Json.MAPPER.readerFor(typeOf(Recorded.class, Aggregates.named(kind).events()));
  }

  static JavaType typeOf(Class<?> generic, Class<?> parameter) {
    return Json.MAPPER.getTypeFactory().constructParametricType(generic, parameter);
  }
}
