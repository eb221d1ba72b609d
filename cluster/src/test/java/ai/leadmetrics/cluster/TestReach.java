package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A phone with Telegram, and browsers that take notifications. */
final class TestReach {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final String url;

  TestReach(TestPlatform platform) {
    url = platform.sandbox().url();
  }

  /** Writes to the bot from a chat; what the product's webhook answered. */
  int say(long chat, String type, String text) {
    var said = Map.of("chat", chat, "type", type, "text", text);
    return post("/simulator/telegram/say", said).path("status").asInt();
  }

  void block(long chat) {
    post("/simulator/telegram/block", Map.of("chat", chat));
  }

  /** What the bot has written there. */
  List<String> messages(long chat) {
    var items = get("/simulator/telegram/messages?chat=" + chat).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path("text").asText())
        .toList();
  }

  /** A browser that has subscribed with the simulated push service. */
  final class Browser {
    private final String name;
    private final KeyPair keys;
    private final byte[] auth = new byte[16];

    private Browser(String name, KeyPair keys) {
      this.name = name;
      this.keys = keys;
      new SecureRandom().nextBytes(auth);
    }

    Map<String, String> subscription() {
      return Map.of("endpoint", url + "/push/" + name, "key", point(), "auth", base64(auth));
    }

    private String point() {
      var point = ((ECPublicKey) keys.getPublic()).getW();
      var bytes = new byte[65];
      bytes[0] = 4;
      put(point.getAffineX().toByteArray(), bytes, 33);
      put(point.getAffineY().toByteArray(), bytes, 65);
      return base64(bytes);
    }

    private static void put(byte[] number, byte[] into, int end) {
      int length = Math.min(32, number.length);
      System.arraycopy(number, number.length - length, into, end - length, length);
    }

    /** What has come, opened. */
    List<JsonNode> pushed() {
      return StreamSupport.stream(raw().spliterator(), false).map(this::open).toList();
    }

    JsonNode raw() {
      return get("/simulator/push?name=" + name).path("items");
    }

    private JsonNode open(JsonNode message) {
      try {
        var opened =
            new WebPushHybridDecrypt.Builder()
                .withAuthSecret(auth)
                .withRecipientPublicKey((ECPublicKey) keys.getPublic())
                .withRecipientPrivateKey((ECPrivateKey) keys.getPrivate())
                .build()
                .decrypt(Base64.getDecoder().decode(message.path("body").asText()), null);
        return Json.tree(opened);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  /**
   * @param kind {@code gone} for one whose subscription has ended
   */
  Browser browser(String kind) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new Browser(kind + UUID.randomUUID(), generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private JsonNode get(String path) {
    return call(HttpRequest.newBuilder(URI.create(url + path)).build());
  }

  private JsonNode post(String path, Map<String, ?> body) {
    return call(
        HttpRequest.newBuilder(URI.create(url + path))
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build());
  }

  private static JsonNode call(HttpRequest request) {
    try {
      return Json.tree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
