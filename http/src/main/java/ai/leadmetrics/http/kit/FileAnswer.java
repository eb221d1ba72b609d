package ai.leadmetrics.http.kit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A file to save.
 *
 * @param mediaType for example {@code application/pdf}
 * @param name what browsers save it as
 * @param lasting whether it never changes, so that browsers may keep it
 */
@SuppressWarnings("ArrayRecordComponent") // made once, rendered once, never compared
public record FileAnswer(String mediaType, String name, byte[] bytes, boolean lasting) {
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");

  public FileAnswer(String mediaType, String name, byte[] bytes) {
    this(mediaType, name, bytes, false);
  }

  /** What has its content in its address. */
  public static FileAnswer lasting(String mediaType, String name, byte[] bytes) {
    return new FileAnswer(mediaType, name, bytes, true);
  }

  public static FileAnswer csv(String name, String text) {
    return new FileAnswer("text/csv", name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The header that makes browsers save instead of show (RFC 6266). */
  String disposition() {
    var plain = UNSAFE.matcher(name).replaceAll("-");
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }
}
