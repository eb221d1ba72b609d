package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.core.type.TypeReference;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of notices and their words. */
public final class NoticeTypes {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
  private static final NoticeTypes INSTANCE = new NoticeTypes();

  private final Map<String, NoticeType> types =
      read("types", new TypeReference<LinkedHashMap<String, NoticeType>>() {});
  private final Map<String, Map<String, Words>> words = new ConcurrentHashMap<>();
  private final Map<String, PebbleTemplate> compiled = new ConcurrentHashMap<>();
  private final PebbleEngine plain =
      new PebbleEngine.Builder().autoEscaping(false).cacheActive(false).build();

  /**
   * What a type says.
   *
   * @param label what it is called in preferences
   * @param cases what {@code what} stands for in its texts, by the value {@code code}
   */
  record Words(String label, String title, String text, @Nullable Map<String, String> cases) {
    /** The words of the case; a case that there are none of is called by its code. */
    String what(Map<String, String> values) {
      var code = values.getOrDefault("code", "");
      return cases == null
          ? values.getOrDefault("what", "")
          : cases.getOrDefault(code, code.replace('_', ' '));
    }
  }

  private NoticeTypes() {}

  public static NoticeTypes get() {
    return INSTANCE;
  }

  /** Every type by name, in the order in which they are listed. */
  Map<String, NoticeType> all() {
    return types;
  }

  public Optional<NoticeType> find(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** Whether there are words of a language. */
  boolean speaks(String language) {
    return LANGUAGE.matcher(language).matches() && !of(language).isEmpty();
  }

  /** In a language where there is a file of it that knows the type, in English otherwise. */
  Words words(String name, String language) {
    var known = LANGUAGE.matcher(language).matches() ? of(language).get(name) : null;
    return known == null
        ? Objects.requireNonNull(of(MailTemplates.FALLBACK).get(name), name)
        : known;
  }

  private Map<String, Words> of(String language) {
    return words.computeIfAbsent(
        language,
        wanted ->
            NoticeTypes.class.getResource("/notices/" + wanted + ".json") == null
                ? Map.of()
                : read(wanted, new TypeReference<Map<String, Words>>() {}));
  }

  /** A text of {@link Words} with its values; those it lacks stay empty. */
  String fill(String text, Map<String, String> values) {
    var out = new StringWriter();
    try {
      compiled
          .computeIfAbsent(text, plain::getLiteralTemplate)
          .evaluate(out, Map.<String, Object>copyOf(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static <T> T read(String name, TypeReference<T> type) {
    try (var in = NoticeTypes.class.getResourceAsStream("/notices/" + name + ".json")) {
      return Json.MAPPER.readValue(Objects.requireNonNull(in, name), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
