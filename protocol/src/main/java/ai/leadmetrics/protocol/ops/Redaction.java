package ai.leadmetrics.protocol.ops;

import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes short summaries of values for the audit log. Fields whose name speaks of a secret are never
 * written, whatever they hold; neither is anything that looks like one, nor long texts, which are
 * somebody's words and no business of a log.
 */
public final class Redaction {
  public static final String HIDDEN = "(hidden)";

  private static final Set<String> SECRET =
      Set.of(
          "secret",
          "password",
          // The password that gives way to a new one.
          "current",
          "passphrase",
          "token",
          "flow",
          "otp",
          "totp",
          "pin",
          "key",
          "credential",
          "credentials",
          "assertion",
          "attestation",
          "signature",
          "challenge",
          "cookie",
          "authorization",
          // Of browsers: whoever knows both can push to them.
          "endpoint",
          "auth",
          "hash");

  /** What people write to each other. */
  private static final Set<String> WORDS = Set.of("text", "message", "content");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_.-]");

  /** Long, without a space, and neither address nor id nor link: a token, most likely. */
  private static final Pattern TOKENISH = Pattern.compile("[A-Za-z0-9+/_=.~-]{41,}");

  private static final int MAX_TEXT = 120;
  private static final int MAX_FIELDS = 30;
  private static final int MAX_ITEMS = 10;
  private static final int MAX_DEPTH = 4;

  private Redaction() {}

  /** One field of which both values are known, as JSON; null where there was or is none. */
  public static AuditChange change(
      String field, @Nullable JsonNode before, @Nullable JsonNode after) {
    return new AuditChange(field, value(field, before), value(field, after));
  }

  /**
   * The fields of a JSON value, those of objects within it by their paths.
   *
   * @param name of the value itself; empty for the whole
   */
  public static List<AuditChange> summary(String name, JsonNode value) {
    var fields = new ArrayList<AuditChange>();
    flatten(name, value, 0, fields);
    return fields;
  }

  private static void flatten(String name, JsonNode node, int depth, List<AuditChange> fields) {
    if (fields.size() >= MAX_FIELDS || node.isNull() || node.isMissingNode()) {
      return;
    }
    if (isSecret(name)) {
      fields.add(new AuditChange(name, null, HIDDEN));
    } else if (node.isObject() && depth < MAX_DEPTH) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      name.isEmpty() ? field.getKey() : name + '.' + field.getKey(),
                      field.getValue(),
                      depth + 1,
                      fields));
    } else {
      fields.add(new AuditChange(name, null, text(name, node)));
    }
  }

  private static @Nullable String value(String field, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    return isSecret(field) ? HIDDEN : text(field, value);
  }

  private static String text(String name, JsonNode node) {
    if (node.isArray() && node.size() <= MAX_ITEMS && scalars(node)) {
      var items = new ArrayList<String>();
      node.forEach(item -> items.add(text(name, item)));
      return String.join(", ", items);
    }
    if (node.isContainerNode()) {
      return "(" + node.size() + " entries)";
    }
    var text = node.asText();
    if (text.length() > MAX_TEXT || WORDS.contains(lastOf(name))) {
      return "(" + text.length() + " characters)";
    }
    return TOKENISH.matcher(text).matches() ? HIDDEN : text;
  }

  private static boolean scalars(JsonNode array) {
    for (var item : array) {
      if (item.isContainerNode()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether any word of the name says so; a {@code code} by itself does, a {@code postCode} not.
   */
  static boolean isSecret(String name) {
    var last = lastOf(name);
    if (last.equals("code") || last.equals("codes")) {
      return true;
    }
    for (var word : HUMP.split(last, -1)) {
      var plain = word.toLowerCase(Locale.ROOT);
      if (SECRET.contains(plain)
          || (plain.endsWith("s") && SECRET.contains(plain.substring(0, plain.length() - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static String lastOf(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
