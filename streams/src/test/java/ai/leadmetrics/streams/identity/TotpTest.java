package ai.leadmetrics.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final Totp.Seed SEED =
      new Totp.Seed("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
  private static final long STEP = 1_111_111_111 / 30;

  private final Totp totp = new Totp();

  /** Of RFC 6238, appendix B, in the six digits that apps show. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void makesTheCodesOfTheStandard(long seconds, String code) {
    assertThat(totp.code(SEED, seconds / 30)).isEqualTo(code);
  }

  @Test
  void takesTheStepBeforeAndAfter() {
    for (long step = STEP - 1; step <= STEP + 1; step++) {
      assertThat(totp.accept(SEED, totp.code(SEED, step), NOW, 0)).hasValue(step);
    }
    assertThat(totp.accept(SEED, totp.code(SEED, STEP - 2), NOW, 0)).isEmpty();
    assertThat(totp.accept(SEED, totp.code(SEED, STEP + 2), NOW, 0)).isEmpty();
  }

  @Test
  void takesNoCodeTwiceAndNoneOlderThanOneItTook() {
    assertThat(totp.accept(SEED, totp.code(SEED, STEP), NOW, STEP)).isEmpty();
    assertThat(totp.accept(SEED, totp.code(SEED, STEP - 1), NOW, STEP)).isEmpty();
    assertThat(totp.accept(SEED, totp.code(SEED, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
  }

  @ParameterizedTest
  @CsvSource({"''", "05047", "0504711", "abcdef", "０５０４７１"})
  void takesNothingElse(String code) {
    assertThat(totp.accept(SEED, code, NOW, 0)).isEmpty();
  }

  @Test
  void takesACodeWrittenInTwoGroups() {
    assertThat(totp.accept(SEED, "050 471", NOW, 0)).isPresent();
  }

  @Test
  void tellsAppsWhatTheyNeed() {
    assertThat(Totp.uri(SEED, "Lead metrics", "asha+1@inn.example"))
        .isEqualTo(
            "otpauth://totp/Lead%20metrics%3Aasha%2B1%40inn.example"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lead%20metrics");
  }

  @Test
  void drawsThePictureOfTheAddress() {
    var picture = QrPicture.of(Totp.uri(SEED, "Leadmetrics", "asha@inn.example"));

    assertThat(picture.size()).isBetween(21, 77);
    // The corner mark that every QR code starts with.
    assertThat(picture.path()).startsWith("M0 0h7v1h-7z").matches("(M\\d+ \\d+h\\d+v1h-\\d+z)+");
  }

  @Test
  void backupCodesDifferAndMayBeTypedLoosely() {
    var codes = BackupCodes.fresh();

    assertThat(new HashSet<>(codes)).hasSize(10);
    assertThat(codes).allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
    var code = codes.getFirst();
    assertThat(BackupCodes.hash("user_1", code.replace("-", " ").toLowerCase(Locale.ROOT)))
        .isEqualTo(BackupCodes.hash("user_1", code))
        .isNotEqualTo(BackupCodes.hash("user_2", code));
  }
}
