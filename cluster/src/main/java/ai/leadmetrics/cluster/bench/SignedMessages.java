package ai.leadmetrics.cluster.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes HTTP requests that deliver one fresh, signed WhatsApp text message each, from {@code
 * people} different senders in turn. Not thread-safe.
 */
final class SignedMessages {
  private final String head;
  private final String phoneNumberId;
  private final String run;
  private final int people;
  private final Mac mac;
  private int made;

  /**
   * @param run marks the ids of these messages: {@code wamid.<run>.<n>}
   */
  SignedMessages(
      String host, String path, String secret, String phoneNumberId, String run, int people) {
    this.head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Content-Type: application/json\r
        X-Hub-Signature-256: sha256=\
        """
            .formatted(path, host);
    this.phoneNumberId = phoneNumberId;
    this.run = run;
    this.people = people;
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many requests were made so far. */
  int made() {
    return made;
  }

  /** The next request, ready to be written. */
  ByteBuffer next() {
    int n = made++;
    var who = "9170%08d".formatted(n % people);
    var body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":\
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",\
        "phone_number_id":"%s"},"contacts":[{"profile":{"name":"Customer %d"},"wa_id":"%s"}],\
        "messages":[{"from":"%s","id":"%s%d","timestamp":"%d","type":"text",\
        "text":{"body":"Does it come in another colour? I need it by Friday."}}]},\
        "field":"messages"}]}]}\
        """
            .formatted(
                phoneNumberId, n % people, who, who, prefix(), n, Instant.now().getEpochSecond())
            .getBytes(UTF_8);
    var request =
        (head
                + HexFormat.of().formatHex(mac.doFinal(body))
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(US_ASCII);
    return ByteBuffer.allocate(request.length + body.length).put(request).put(body).flip();
  }

  /** What the ids of this run's messages start with. */
  String prefix() {
    return "wamid." + run + ".";
  }
}
