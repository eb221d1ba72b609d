package ai.leadmetrics.streams.identity;

/** RFC 4648 without padding: what authenticator apps take, and what people can type. */
final class Base32 {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /** Five bytes make eight characters; the length has to be a multiple of five. */
  static String encode(byte[] bytes) {
    if (bytes.length % 5 != 0) {
      throw new IllegalArgumentException("needs padding: " + bytes.length + " bytes");
    }
    var text = new StringBuilder(bytes.length / 5 * 8);
    long group = 0;
    for (int i = 0; i < bytes.length; i++) {
      group = group << 8 | (bytes[i] & 0xff);
      if (i % 5 == 4) {
        for (int shift = 35; shift >= 0; shift -= 5) {
          text.append(DIGITS.charAt((int) (group >> shift) & 31));
        }
        group = 0;
      }
    }
    return text.toString();
  }
}
