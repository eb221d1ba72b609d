package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Json;
import ch.digitalfondue.mjml4j.Mjml4j;
import com.fasterxml.jackson.core.type.TypeReference;
import com.typesafe.config.Config;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mails from templates. The words of each language stand in one file, the looks in one MJML layout;
 * both are put together once and kept. Values are escaped wherever they go.
 */
final class MailTemplates {
  static final String FALLBACK = "en";

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
  private static final Pattern SLOT = Pattern.compile("\\[\\[([a-z]+)]]");
  private static final Pattern BREAK = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
  private static final int MAX_SUBJECT = 200;

  private final Brand brand;
  private final String portal;
  private final PebbleEngine html = engine(true);
  private final PebbleEngine plain = engine(false);
  private final String layout = resource("layout.mjml");
  private final Map<String, Map<String, String>> samples =
      read("templates.json", new TypeReference<Map<String, Map<String, String>>>() {});
  private final Map<String, Map<String, Words>> words = new ConcurrentHashMap<>();
  private final Map<Key, Compiled> compiled = new ConcurrentHashMap<>();

  private record Brand(String name, String color, String logo, String footer) {}

  /** What a template says in one language. */
  private record Words(
      String subject,
      String title,
      List<String> body,
      boolean list,
      @Nullable String button,
      @Nullable String note) {}

  private record Key(String template, String language) {}

  private record Compiled(PebbleTemplate subject, PebbleTemplate html, PebbleTemplate text) {}

  private record Item(String title, String link) {}

  /** Reads {@code leadmetrics.mail.brand} and {@code leadmetrics.http.public-url}. */
  MailTemplates(Config root) {
    var config = root.getConfig("leadmetrics.mail.brand");
    brand =
        new Brand(
            config.getString("name"),
            config.getString("color"),
            config.getString("logo"),
            config.getString("footer"));
    portal = root.getString("leadmetrics.http.public-url").replaceAll("/+$", "");
  }

  /** Every template by name, with values to try it with. */
  Map<String, Map<String, String>> samples() {
    return samples;
  }

  boolean knows(String template) {
    return samples.containsKey(template);
  }

  /**
   * Writes a mail. What the template asks for and the values lack stays empty.
   *
   * @throws IllegalArgumentException when there is no such template
   */
  WrittenMail write(String template, String language, String recipient, Map<String, String> given) {
    if (!knows(template)) {
      throw new IllegalArgumentException("no mail template " + template);
    }
    var values = new HashMap<String, Object>();
    given.forEach((name, value) -> values.put(name, isLink(name) ? link(value) : value));
    values.put("items", items(given.getOrDefault("items", "[]")));
    values.put("recipient", recipient);
    values.put("brand", brand.name);
    var parts = compiled.computeIfAbsent(key(template, language), this::compile);
    return new WrittenMail(
        line(evaluate(parts.subject, values)),
        evaluate(parts.html, values),
        evaluate(parts.text, values));
  }

  /** Line breaks and other controls would end the header: they become spaces. */
  private static String line(String subject) {
    var line = BREAK.matcher(subject).replaceAll(" ").strip();
    return line.length() <= MAX_SUBJECT ? line : line.substring(0, MAX_SUBJECT - 1) + '…';
  }

  private static boolean isLink(String name) {
    return name.equals("link") || name.endsWith("Link");
  }

  /** A path is one of the portal; other addresses must be of the web, or lead to the portal. */
  private String link(String value) {
    if (value.startsWith("/") && !value.startsWith("//")) {
      return portal + value;
    }
    try {
      var scheme = Objects.requireNonNullElse(URI.create(value).getScheme(), "");
      return scheme.equals("https") || scheme.equals("http") ? value : portal;
    } catch (IllegalArgumentException _) {
      return portal;
    }
  }

  private List<Item> items(String json) {
    try {
      return Json.MAPPER.readValue(json, new TypeReference<List<Item>>() {}).stream()
          .map(item -> new Item(item.title, link(item.link)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The language itself where it has the template, English otherwise. */
  private Key key(String template, String language) {
    var known =
        LANGUAGE.matcher(language).matches()
            && words.computeIfAbsent(language, MailTemplates::words).containsKey(template);
    return new Key(template, known ? language : FALLBACK);
  }

  private Compiled compile(Key key) {
    var says =
        Objects.requireNonNull(
            words.computeIfAbsent(key.language, MailTemplates::words).get(key.template),
            key.template);
    return new Compiled(
        plain.getLiteralTemplate(says.subject),
        html.getLiteralTemplate(Mjml4j.render(mjml(says), new Mjml4j.Configuration(key.language))),
        plain.getLiteralTemplate(text(says)));
  }

  private String mjml(Words says) {
    var slots =
        Map.ofEntries(
            Map.entry("subject", xml(says.subject)),
            Map.entry("preview", xml(says.body.getLast())),
            Map.entry("color", xml(brand.color)),
            Map.entry("brand", brandMjml()),
            Map.entry("title", xml(says.title)),
            Map.entry(
                "body",
                says.body.stream().map(MailTemplates::paragraph).collect(Collectors.joining())),
            Map.entry("list", says.list ? listMjml() : ""),
            Map.entry(
                "button",
                optional(says.button)
                    .map(label -> "<mj-button href=\"{{ link }}\">" + xml(label) + "</mj-button>")
                    .orElse("")),
            Map.entry(
                "note",
                optional(says.note)
                    .map(note -> "<mj-text font-size=\"14px\" color=\"#52606d\">" + xml(note))
                    .map(start -> start + "</mj-text>")
                    .orElse("")),
            Map.entry("footer", xml(footer())));
    return SLOT.matcher(layout)
        .replaceAll(slot -> Matcher.quoteReplacement(slots.getOrDefault(slot.group(1), "")));
  }

  private String brandMjml() {
    return brand.logo.isEmpty()
        ? "<mj-text font-size=\"18px\" font-weight=\"700\" color=\"%s\">%s</mj-text>"
            .formatted(xml(brand.color), xml(brand.name))
        : "<mj-image align=\"left\" height=\"32px\" width=\"140px\" src=\"%s\" alt=\"%s\"></mj-image>"
            .formatted(xml(brand.logo), xml(brand.name));
  }

  private String listMjml() {
    return "<mj-text>{% for item in items %}<p style=\"margin:0 0 8px\">"
        + "<a style=\"color:%s\" href=\"{{ item.link }}\">{{ item.title }}</a></p>"
            .formatted(xml(brand.color))
        + "{% endfor %}</mj-text>";
  }

  private static String paragraph(String text) {
    return "<mj-text>" + xml(text) + "</mj-text>";
  }

  private String text(Words says) {
    var text = new StringBuilder(says.title).append("\n\n");
    says.body.forEach(paragraph -> text.append(paragraph).append("\n\n"));
    if (says.list) {
      text.append("{% for item in items %}- {{ item.title }}\n  {{ item.link }}\n{% endfor %}\n");
    }
    optional(says.button).ifPresent(label -> text.append(label).append(":\n{{ link }}\n\n"));
    optional(says.note).ifPresent(note -> text.append(note).append("\n\n"));
    return text.append("-- \n").append(footer()).append('\n').toString();
  }

  private String footer() {
    return brand.footer.isEmpty() ? brand.name : brand.footer;
  }

  private static Optional<String> optional(@Nullable String value) {
    return Optional.ofNullable(value);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String evaluate(PebbleTemplate template, Map<String, Object> values) {
    var out = new StringWriter();
    try {
      template.evaluate(out, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static PebbleEngine engine(boolean escaping) {
    // Kept here instead of in the engine's cache, whose keys would be whole mails.
    return new PebbleEngine.Builder()
        .autoEscaping(escaping)
        .cacheActive(false)
        .newLineTrimming(false)
        .build();
  }

  private static Map<String, Words> words(String language) {
    return MailTemplates.class.getResource("/mail/" + language + ".json") == null
        ? Map.of()
        : read(language + ".json", new TypeReference<Map<String, Words>>() {});
  }

  private static <T> T read(String name, TypeReference<T> type) {
    try {
      return Json.MAPPER.readValue(resource(name), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (var in = MailTemplates.class.getResourceAsStream("/mail/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
