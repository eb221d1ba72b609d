package ai.leadmetrics.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers that look like the provider's. */
final class Ids {
  private Ids() {}

  /** A message id: opaque to every reader, unique for every accepted message. */
  static String wamid(String waId) {
    var unique = HexFormat.of().withUpperCase().formatHex(random(10));
    var inside = "\u001d\u0018" + (char) waId.length() + waId + "\u0015\u0002\u0011" + unique;
    return "wamid." + Base64.getEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
  }

  /** 14 letters and digits; later numbers make later ids. */
  static String razorpay(long number) {
    var end = "0000000" + Long.toString(number, 36);
    var start = HexFormat.of().withUpperCase().formatHex(random(4)).substring(0, 7);
    return start + end.substring(end.length() - 7);
  }

  static String trace() {
    return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(16));
  }

  static String conversation(String phoneNumberId, String waId) {
    var key = (phoneNumberId + ":" + waId).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(key).toString().replace("-", "");
  }

  /** A phone number as WhatsApp writes it: digits alone. */
  static String waId(String phone) {
    return phone.replaceAll("[^0-9]", "");
  }

  /** Numbers of 6 to 15 digits, the limit of E.164, however they were punctuated. */
  static boolean isPhone(String phone) {
    return phone.matches("\\+?[0-9 ()./-]+") && waId(phone).matches("[0-9]{6,15}");
  }

  /** A business-scoped user id: the country, and what is opaque to every reader. */
  static boolean isUser(String id) {
    return id.matches("[A-Z]{2}\\.[A-Za-z0-9]{1,128}");
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }
}
