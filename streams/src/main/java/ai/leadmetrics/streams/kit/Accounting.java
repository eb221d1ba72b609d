package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.LocalDate;
import java.util.concurrent.CompletionStage;

/** Books that are kept elsewhere. What is pushed twice is there once: it is known by its number. */
public interface Accounting {
  String name();

  /** What became of a push. */
  sealed interface Answer {
    /**
     * @param id how the books call it
     */
    record Done(String id) implements Answer {}

    /** They do not take it as it is. */
    record Refused(String why) implements Answer {}

    /** They could not be asked, or did not answer: perhaps it is there. */
    record Later(String why) implements Answer {}
  }

  /** A tenant as the books' customer. */
  record Customer(TenantId tenant, BillingParty party) {}

  sealed interface Document {
    /** Unique among documents of its kind. */
    String number();

    Customer customer();

    record Invoice(
        String number, Customer customer, LocalDate date, LocalDate due, Assessment assessment)
        implements Document {}

    /**
     * @param applied how much of it settles what was still owed for the invoice, in paise
     */
    record CreditNote(
        String number,
        Customer customer,
        LocalDate date,
        String invoice,
        String reason,
        Assessment assessment,
        long applied)
        implements Document {}

    /**
     * @param invoice number of what is paid
     */
    record Payment(String invoice, Customer customer, InvoicePayment payment) implements Document {
      @Override
      public String number() {
        return payment.id();
      }
    }
  }

  CompletionStage<Answer> push(Document document);
}
