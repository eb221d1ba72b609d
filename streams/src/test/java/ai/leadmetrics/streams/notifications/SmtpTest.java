package ai.leadmetrics.streams.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.streams.notifications.Carrier.Result;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 5.1.1 No such mailbox here",
        "550 No such user",
        "551 User not local",
        "553 5.1.3 Bad address",
        "554 5.1.10 Recipient not found",
        "550 5.2.1 Mailbox disabled"
      })
  void whereNobodyLivesNothingIsSentAnyMore(String answer) {
    assertThat(result(answer)).isEqualTo(new Result.Refused(answer, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "530 Authentication required",
        "530 5.7.0 Must issue a STARTTLS command first",
        "550 5.7.1 Relaying denied",
        "503 Bad sequence of commands",
        "501 Syntax error",
        "550 5.4.6 Routing loop",
        "552 5.2.2 Mailbox full",
        "554 5.7.1 We do not like you"
      })
  void whatIsAboutUsOrTheMailGivesNoAddressUp(String answer) {
    assertThat(result(answer)).isEqualTo(new Result.Refused(answer, false));
  }

  @Test
  void greylistingIsTriedAgain() {
    assertThat(result("451 4.7.1 Greylisted, try again"))
        .isEqualTo(new Result.Later("451 4.7.1 Greylisted, try again"));
  }

  private static Result result(String answer) {
    try {
      return Smtp.result(
          new SMTPAddressFailedException(
              new InternetAddress("asha@hotel.example"),
              "RCPT TO:<asha@hotel.example>",
              Integer.parseInt(answer.substring(0, 3)),
              answer));
    } catch (AddressException e) {
      throw new AssertionError(e);
    }
  }
}
