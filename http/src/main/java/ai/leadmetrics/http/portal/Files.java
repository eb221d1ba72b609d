package ai.leadmetrics.http.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Files below a folder of the class path, kept in memory, plain and compressed. */
final class Files {
  static final String FOR_EVER = "public, max-age=31536000, immutable";
  static final String ASK_AGAIN = "no-cache";

  /** Keeps requests inside the folder: no empty, hidden or parent segments. */
  private static final Pattern PATH =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final Map<String, ContentType> TYPES =
      Map.ofEntries(
          Map.entry("html", ContentTypes.TEXT_HTML_UTF8),
          Map.entry(
              "js", ContentTypes.create(MediaTypes.APPLICATION_JAVASCRIPT, HttpCharsets.UTF_8)),
          Map.entry("css", ContentTypes.create(MediaTypes.TEXT_CSS, HttpCharsets.UTF_8)),
          Map.entry("json", ContentTypes.APPLICATION_JSON),
          Map.entry("svg", ContentTypes.create(MediaTypes.IMAGE_SVG_XML)),
          Map.entry("png", ContentTypes.create(MediaTypes.IMAGE_PNG)),
          Map.entry("ico", ContentTypes.create(MediaTypes.IMAGE_X_ICON)),
          Map.entry("txt", ContentTypes.TEXT_PLAIN_UTF8),
          Map.entry("woff2", ContentTypes.create(MediaTypes.FONT_WOFF_2)));

  private record Content(ContentType type, ByteString plain, ByteString gzip) {}

  private final String folder;
  private final Map<String, Content> known = new ConcurrentHashMap<>();

  /**
   * @param folder without slashes around it
   */
  Files(String folder) {
    this.folder = folder;
  }

  /** The file, or empty where there is none. */
  Optional<HttpResponse> serve(HttpRequest request, String path, String cacheControl) {
    var content = find(path);
    if (content == null) {
      return Optional.empty();
    }
    boolean gzip = content.gzip.length() < content.plain.length() && takesGzip(request);
    var response =
        HttpResponse.create()
            .withEntity(HttpEntities.create(content.type, gzip ? content.gzip : content.plain))
            .addHeader(RawHeader.create("Cache-Control", cacheControl))
            .addHeader(RawHeader.create("Vary", "Accept-Encoding"));
    return Optional.of(
        gzip ? response.addHeader(RawHeader.create("Content-Encoding", "gzip")) : response);
  }

  private @Nullable Content find(String path) {
    var content = known.get(path);
    if (content != null || !PATH.matcher(path).matches()) {
      return content;
    }
    var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return null;
    }
    var loaded = load(path, type);
    if (loaded != null) {
      known.put(path, loaded);
    }
    return loaded;
  }

  private @Nullable Content load(String path, ContentType type) {
    try (var in = Files.class.getResourceAsStream('/' + folder + '/' + path)) {
      if (in == null) {
        return null;
      }
      var plain = in.readAllBytes();
      return new Content(type, ByteString.fromArrayUnsafe(plain), gzip(plain));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static ByteString gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream(plain.length / 3 + 64);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return ByteString.fromArrayUnsafe(out.toByteArray());
  }

  private static boolean takesGzip(HttpRequest request) {
    return request
        .getHeader("Accept-Encoding")
        .map(HttpHeader::value)
        .filter(value -> value.contains("gzip"))
        .isPresent();
  }
}
