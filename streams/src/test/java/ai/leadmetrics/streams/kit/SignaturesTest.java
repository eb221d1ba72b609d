package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);

  private static String code(@Nullable String secret, @Nullable String header, byte[] body) {
    return switch (Signatures.sha256Hex(secret, "X-Signature", header, body)) {
      case Verdict.Verified _ -> "verified";
      case Verdict.Refused(var status, var code, _) -> {
        assertThat(status).isEqualTo(401);
        yield code;
      }
    };
  }

  @Test
  void knownSignatureVerifies() {
    // The published example of this scheme.
    var known = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assertThat(Signatures.sign(SECRET, BODY)).isEqualTo(known);
    assertThat(code(SECRET, known, BODY)).isEqualTo("verified");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void missingHeaderIsRefused(@Nullable String header) {
    assertThat(code(SECRET, header, BODY)).isEqualTo("signature_missing");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "")
  void missingSecretIsRefusedAndNeverSkipped(@Nullable String secret) {
    assertThat(code(secret, Signatures.sign(SECRET, BODY), BODY))
        .isEqualTo("signature_unverifiable");
  }

  @Test
  void truncatedSignatureIsRefusedAtEveryLength() {
    var whole = Signatures.sign(SECRET, BODY);
    for (int length = 1; length < whole.length(); length++) {
      assertThat(code(SECRET, whole.substring(0, length), BODY)).isEqualTo("signature_wrong");
    }
    assertThat(code(SECRET, whole + "0", BODY)).isEqualTo("signature_wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha1=", "SHA256=", "", "v1,"})
  void otherSchemesAreRefused(String prefix) {
    var hex = Signatures.sign(SECRET, BODY).substring("sha256=".length());
    assertThat(code(SECRET, prefix + hex, BODY)).isEqualTo("signature_wrong");
  }

  @Test
  void bodyTamperedWithInAnyByteIsRefused() {
    var signature = Signatures.sign(SECRET, BODY);
    for (int i = 0; i < BODY.length; i++) {
      var tampered = BODY.clone();
      tampered[i] ^= 1;
      assertThat(code(SECRET, signature, tampered)).isEqualTo("signature_wrong");
    }
    assertThat(code(SECRET, signature, Arrays.copyOf(BODY, BODY.length - 1)))
        .isEqualTo("signature_wrong");
  }

  @Test
  void escapedBytesAreSignedAsTheyAreAndNotAsWhatTheyMean() {
    var escaped = "{\"a\":\"\\u0928\"}".getBytes(StandardCharsets.UTF_8);
    var meant = "{\"a\":\"न\"}".getBytes(StandardCharsets.UTF_8);
    var signature = Signatures.sign(SECRET, escaped);
    assertThat(code(SECRET, signature, escaped)).isEqualTo("verified");
    assertThat(code(SECRET, signature, meant)).isEqualTo("signature_wrong");
  }

  @Test
  void anotherSecretIsRefused() {
    assertThat(code("another", Signatures.sign(SECRET, BODY), BODY)).isEqualTo("signature_wrong");
  }
}
