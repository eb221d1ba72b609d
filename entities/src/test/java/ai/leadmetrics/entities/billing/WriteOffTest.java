package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Given.given;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_NOT_ISSUED;
import static ai.leadmetrics.protocol.billing.InvoiceError.WRITE_OFF_CONFLICT;
import static ai.leadmetrics.protocol.billing.InvoiceError.WRITE_OFF_TOO_HIGH;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Close;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Draft;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Issue;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Pay;
import ai.leadmetrics.protocol.billing.InvoiceCommand.WriteOff;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceWrittenOff;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small rests, kasar: caclubindia.com/experts/kasar-treatment-in-gst-2668324.asp. */
class WriteOffTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final long MOST = 10_000;
  private static final BillingParty PARTY =
      new BillingParty("Lotus House", "Street 1", "IN", "32", null, null, false);

  /** Over ₹ 42,019.80, of which ₹ 42,000 came. */
  private static Given<InvoiceCommand, InvoiceEvent, InvoiceState> short19() {
    var line = new InvoiceLine("fabric", "fabric", "998315", 1, 3_561_000, 1800);
    return given(new Invoice())
        .after(new Draft(InvoiceOrigin.MANUAL, "Setup", List.of(line), false, ""))
        .after(new Close(PARTY, null, PARTY, false, null))
        .after(new Issue("LM/26-27/000001", TODAY, TODAY))
        .after(new Pay(new InvoicePayment("p", 4_200_000, 0, null, "bank_transfer", "utr", AT), 0));
  }

  private static WriteOff writeOff(String id, long amount) {
    return new WriteOff(id, amount, "Bank charges", MOST, AT);
  }

  @Test
  void aSmallRestIsGivenUpAndTheTaxStays() {
    short19()
        .when(writeOff("w1", 1_980))
        .thenTypes(InvoiceWrittenOff.class)
        .state(
            s ->
                s.open() == 0
                    && s.status() == InvoiceStatus.PAID
                    && s.writtenOff() == 1_980
                    && s.credits().isEmpty()
                    && s.total() == 4_201_980);
    short19().after(writeOff("w1", 1_980)).when(writeOff("w1", 1_980)).thenNothing();
    short19().after(writeOff("w1", 80)).when(writeOff("w1", 81)).thenRefused(WRITE_OFF_CONFLICT);
  }

  @Test
  void noMoreThanIsOwedAndNoMoreThanTheLimitInAll() {
    short19().when(writeOff("w1", 1_981)).thenRefused(WRITE_OFF_TOO_HIGH);
    short19()
        .after(new WriteOff("w1", 1_000, "Rounding", 1_500, AT))
        .when(new WriteOff("w2", 501, "Rounding", 1_500, AT))
        .thenRefused(WRITE_OFF_TOO_HIGH);
    given(new Invoice())
        .after(
            new Draft(
                InvoiceOrigin.MANUAL,
                "Setup",
                List.of(new InvoiceLine("a", "a", "998315", 1, 100, 1800)),
                false,
                ""))
        .when(writeOff("w1", 1))
        .thenRefused(INVOICE_NOT_ISSUED);
    assertThatThrownBy(() -> writeOff("w1", 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
