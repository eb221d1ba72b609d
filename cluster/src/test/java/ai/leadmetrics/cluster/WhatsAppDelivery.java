package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.kit.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Meta posts: any number of messages and statuses in one signed body. */
public final class WhatsAppDelivery {
  private final Clock clock;
  private final String phoneNumberId;
  private final List<Object> contacts = new ArrayList<>();
  private final List<Object> messages = new ArrayList<>();
  private final List<Object> statuses = new ArrayList<>();

  public WhatsAppDelivery(String phoneNumberId) {
    this(phoneNumberId, Clock.systemUTC());
  }

  /** What happened now by a clock that a test may move. */
  public WhatsAppDelivery(String phoneNumberId, Clock clock) {
    this.clock = clock;
    this.phoneNumberId = phoneNumberId;
  }

  /** A text of a customer; {@code from} is digits without a plus. */
  public WhatsAppDelivery text(String wamid, String from, String text) {
    contacts.add(Map.of("wa_id", from, "profile", Map.of("name", "Customer " + from)));
    messages.add(
        Map.of(
            "id",
            wamid,
            "from",
            from,
            "timestamp",
            Long.toString(clock.instant().getEpochSecond()),
            "type",
            "text",
            "text",
            Map.of("body", text)));
    return this;
  }

  /** sent, delivered, read or failed. */
  public WhatsAppDelivery status(String wamid, String recipient, String status) {
    statuses.add(
        Map.of(
            "id", wamid,
            "recipient_id", recipient,
            "status", status,
            "timestamp", Long.toString(clock.instant().getEpochSecond())));
    return this;
  }

  /** Any element, for what providers invent next. */
  public WhatsAppDelivery message(Map<String, ?> element) {
    messages.add(element);
    return this;
  }

  /** The raw body. */
  public byte[] bytes() {
    var value = new LinkedHashMap<String, Object>();
    value.put("messaging_product", "whatsapp");
    value.put(
        "metadata",
        Map.of("display_phone_number", phoneNumberId, "phone_number_id", phoneNumberId));
    putIfAny(value, "contacts", contacts);
    putIfAny(value, "messages", messages);
    putIfAny(value, "statuses", statuses);
    return Json.bytes(
        Map.of(
            "object",
            "whatsapp_business_account",
            "entry",
            List.of(
                Map.of(
                    "id",
                    "account",
                    "changes",
                    List.of(Map.of("field", "messages", "value", value))))));
  }

  private static void putIfAny(Map<String, Object> value, String name, List<Object> elements) {
    if (!elements.isEmpty()) {
      value.put(name, elements);
    }
  }

  /** The lower-case hex HMAC-SHA256 of a body. */
  public static String hmac(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
