package ai.leadmetrics.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.streams.identity.PasswordRules.Flaw;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final String EMAIL = "asha.menon@inn.example";
  private static final String NAME = "Asha Menon";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password123",
        "P@ssw0rd123",
        "qwertyuiop",
        "1234567890",
        "iloveyou123",
        "aaaaaaaaaaaa",
        "letmein2024",
        "administrator",
        "superman123",
        "drowssap123",
        "India@1234",
        "jaishreeram1",
        "Jai Shree Ram 1",
        "J@iShr33R@m#123",
        "om_namah_shivay",
        "Harekrishna@108",
        "GanpatiBappaMorya",
        "Sachin@Tendulkar10",
        "ViratKohli18",
        "Thala@Dhoni07",
        "ChennaiSuperKings",
        "Mumbai@2024",
        "Bengaluru#2023",
        "Bahubali@2017",
        "DilwaleDulhania",
        "VandeMataram@1947",
        "iloveyou@india",
        "Admin@12345",
        "Welcome@2025",
        "correct horse battery staple",
        "CorrectHorseBatteryStaple1",
        "correct-horse-battery-staple"
      })
  void whatEverybodyTriesFirstIsRefused(String password) {
    assertThat(PasswordRules.flaw(password, EMAIL, NAME)).contains(Flaw.COMMON);
  }

  @ParameterizedTest
  @CsvSource({
    "short,TOO_SHORT",
    "Menon-xq9-velvet,PERSONAL",
    "my ASHA.MENON secret 7,PERSONAL",
    "asha.menon@inn.example!,PERSONAL"
  })
  void shortAndPersonalOnesAreRefused(String password, Flaw flaw) {
    assertThat(PasswordRules.flaw(password, EMAIL, NAME)).contains(flaw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "violet tram lantern 42 rock",
        "vq8-Tundra-kiosk",
        "நல்ல கடவுச்சொல் இது",
        "xK4!pW9zQm"
      })
  void goodOnesPass(String password) {
    assertThat(PasswordRules.flaw(password, EMAIL, NAME)).isEmpty();
  }

  @Test
  void lengthAloneMakesNothingBetter() {
    assertThat(PasswordRules.flaw("Za9-".repeat(50), EMAIL, NAME)).contains(Flaw.COMMON);
    assertThat(PasswordRules.flaw("x".repeat(201), EMAIL, NAME)).contains(Flaw.TOO_LONG);
  }

  /** Each of these may stand for several letters, and all combinations are looked at. */
  @Test
  void oddCharactersDoNotKeepAProcessorBusy() {
    var odd = "4@8({[<369&!1|0$5+7%2".repeat(9);
    var clock = ManagementFactory.getThreadMXBean();
    PasswordRules.flaw(odd, EMAIL, NAME);
    long before = clock.getCurrentThreadCpuTime();
    PasswordRules.flaw(odd, EMAIL, NAME);
    assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void namesTooShortToTellAreNoReason() {
    assertThat(PasswordRules.flaw("vq8-Tundra-li-kiosk", "li@x.example", "Li")).isEmpty();
  }
}
