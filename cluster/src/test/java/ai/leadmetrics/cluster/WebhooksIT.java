package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Signatures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Deliveries over real HTTP: what is taken, and how each fault is answered. */
class WebhooksIT {
  private static final String HUB = "X-Hub-Signature-256";

  private final Platform platform = TestPlatform.shared().node().platform();
  private final ApiClient provider = ApiClient.anonymous(platform);
  private final Inbound inbound = new Inbound(platform);
  private final TenantId tenant = Inbound.tenant();
  private final String number = "n" + UUID.randomUUID().toString().substring(0, 12);
  private final String path =
      "/webhooks/whatsapp/" + inbound.connect(tenant, ChannelKind.WHATSAPP, number);
  private final String body =
      Inbound.messages(number, Inbound.message("919812345670", "wamid." + number, "Hello"));

  @Test
  void aSignedDeliveryIsTaken() {
    assertThat(post(path, body, signed(body)).statusCode()).isEqualTo(200);
    Awaitility.await().until(() -> !inbound.events(tenant).isEmpty());
  }

  @Test
  void aWrongSignatureIs401() {
    refused(post(path, body, "sha256=" + "0".repeat(64)), 401);
  }

  @Test
  void aMissingSignatureIs401() {
    refused(
        ApiClient.send(
            provider
                .request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))),
        401);
  }

  @Test
  void aTruncatedSignatureIs401() {
    refused(post(path, body, signed(body).substring(0, 40)), 401);
    refused(post(path, body, signed(body).substring(0, signed(body).length() - 1)), 401);
  }

  @Test
  void aTamperedBodyIs401() {
    refused(post(path, body.replace("Hello", "Hullo"), signed(body)), 401);
    refused(post(path, body + " ", signed(body)), 401);
  }

  @Test
  void aWrongEndpointKeyIs404() {
    refused(post(path.substring(0, path.length() - 1) + "~", body, signed(body)), 404);
    refused(post("/webhooks/whatsapp/" + "A".repeat(32), body, signed(body)), 404);
    refused(post("/webhooks/web-form/" + path.substring(19), body, signed(body)), 404);
    refused(post("/webhooks/carrier-pigeon/" + path.substring(19), body, signed(body)), 404);
    refused(post("/webhooks/whatsapp", body, signed(body)), 404);
  }

  @Test
  void anUnknownEndpointIsRefusedBeforeItsBodyIsSent() throws IOException {
    var answer =
        RawHttp.answer(
            platform,
            "POST /webhooks/whatsapp/"
                + "A".repeat(32)
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: 3145728\r\n\r\n{");
    assertThat(answer).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void anOversizeDeliveryIs413() {
    var large = "{\"x\":\"" + "x".repeat(3 << 20) + "\"}";
    refused(post(path, large, signed(large)), 413);
    refused(
        ApiClient.send(
            provider
                .request(path)
                .header("Content-Type", "application/json")
                .header(HUB, signed(large))
                // Of unknown length: sent in chunks.
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))),
        413);
  }

  @Test
  void anotherContentTypeIs415() {
    refused(
        ApiClient.send(
            provider
                .request(path)
                .header("Content-Type", "text/plain")
                .header(HUB, signed(body))
                .POST(BodyPublishers.ofString(body))),
        415);
  }

  @Test
  void anotherMethodIs405() {
    var response =
        ApiClient.send(
            provider
                .request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    refused(response, 405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, POST");
  }

  @Test
  void signedInvalidJsonIsTakenAndPutAside() {
    var nonsense = "{\"object\":";
    assertThat(post(path, nonsense, signed(nonsense)).statusCode()).isEqualTo(200);
    Awaitility.await().until(() -> inbound.deadLetters(tenant).size() == 1);
  }

  @Test
  void anInvalidFormIs400() {
    var form = "/webhooks/web-form/" + inbound.connect(tenant, ChannelKind.WEB_FORM, null);
    for (var wrong : new String[] {"{\"name\":", "[]", "{\"name\":\"Asha\"}"}) {
      var response =
          ApiClient.send(
              provider
                  .request(form)
                  .header("Content-Type", "application/json")
                  .header("X-Leadmetrics-Signature", signed(wrong))
                  .POST(BodyPublishers.ofString(wrong)));
      refused(response, 400);
    }
  }

  @Test
  void aHandshakeIsAnsweredWithItsChallenge() {
    var asked = path + "?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=";
    var answer = provider.get(asked + "verify");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("4711");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    refused(provider.get(asked + "wrong"), 403);
    refused(provider.get(path), 403);
  }

  private HttpResponse<String> post(String to, String sent, String signature) {
    return ApiClient.send(
        provider
            .request(to)
            .header("Content-Type", "application/json")
            .header(HUB, signature)
            .POST(BodyPublishers.ofString(sent)));
  }

  private static String signed(String text) {
    return Signatures.sign(Inbound.SECRET, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(ApiClient.tree(response).get("status").asInt()).isEqualTo(status);
    assertThat(ApiClient.code(response)).isNotBlank();
  }
}
