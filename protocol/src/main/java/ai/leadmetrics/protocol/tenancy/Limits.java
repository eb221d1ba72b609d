package ai.leadmetrics.protocol.tenancy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks fields and notes what is wrong with them, the first of each. */
record Limits(Map<String, String> problems) {
  void count(String field, List<?> items, int most) {
    require(field, items.size() <= most, "has at most " + most + " entries");
  }

  void texts(String field, List<String> texts, int most, int length) {
    count(field, texts, most);
    texts.forEach(text -> text(field, text, length));
  }

  void text(String field, @Nullable String text, int length) {
    require(
        field,
        text != null && !text.isBlank() && text.length() <= length,
        "each entry has 1 to " + length + " characters");
  }

  void optional(String field, @Nullable String text, int length) {
    require(
        field, text == null || text.length() <= length, "has at most " + length + " characters");
  }

  void matches(String field, @Nullable String text, Pattern pattern, String otherwise) {
    require(field, text == null || pattern.matcher(text).matches(), otherwise);
  }

  void web(String field, @Nullable String address) {
    require(
        field, address == null || isWeb(address), "must be an address like https://example.com");
  }

  void require(String field, boolean holds, String otherwise) {
    if (!holds) {
      problems.putIfAbsent(field, otherwise);
    }
  }

  private static boolean isWeb(String address) {
    try {
      var uri = new URI(address);
      return address.length() <= 200
          && uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
