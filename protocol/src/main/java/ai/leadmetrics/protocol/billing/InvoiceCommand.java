package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of an invoice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface InvoiceCommand {
  int MAX_TEXT = 500;

  /**
   * Begins an invoice.
   *
   * @param subject what it is about: a subscription, a payment, a month
   */
  record Draft(
      InvoiceOrigin origin,
      String subject,
      List<InvoiceLine> lines,
      boolean reverseCharge,
      String note)
      implements InvoiceCommand {
    public Draft {
      lines = InvoiceLine.checked(lines);
      text(subject);
      text(note);
    }
  }

  /** Adds a line once, however often it is sent. */
  record AddLine(InvoiceLine line) implements InvoiceCommand {
    public AddLine {
      InvoiceLine.checked(List.of(line));
    }
  }

  record ReplaceLines(List<InvoiceLine> lines, boolean reverseCharge, String note)
      implements InvoiceCommand {
    public ReplaceLines {
      lines = InvoiceLine.checked(lines);
      text(note);
    }
  }

  record Discard() implements InvoiceCommand {}

  /**
   * Assesses the tax and closes the draft; from then on nothing can keep it from its number, so
   * that no number is taken in vain.
   *
   * @param lut the seller's letter of undertaking, where it has one
   * @param toRupee whether the total is rounded to whole rupees
   * @param collected what was paid for it before there was an invoice, in paise: where that is less
   *     than a rupee from the total, rounding makes up for it
   */
  record Close(
      BillingParty seller,
      @Nullable String lut,
      BillingParty buyer,
      boolean toRupee,
      @Nullable Long collected)
      implements InvoiceCommand {}

  record Issue(String number, LocalDate date, LocalDate due) implements InvoiceCommand {}

  /**
   * @param tdsRate the most that may be withheld of the total, in hundredths of a percent
   */
  record Pay(InvoicePayment payment, int tdsRate) implements InvoiceCommand {
    public Pay {
      if (payment.received() < 0 || payment.tds() < 0 || payment.settles() < 1) {
        throw new InvalidValueException("a payment is of at least one paisa");
      }
      if (payment.id().isBlank() || payment.id().length() > 100) {
        throw new InvalidValueException("a payment needs an id of at most 100 characters");
      }
      text(payment.method());
      text(payment.reference());
    }
  }

  /** The gateway tried to collect and could not. */
  record NotePaymentFailure(String payment, String reason, Instant at) implements InvoiceCommand {
    public NotePaymentFailure {
      text(reason);
    }
  }

  /** Says what day it is: an invoice that should have been paid by now is overdue. */
  record CheckDue(LocalDate today) implements InvoiceCommand {}

  /**
   * Takes back part of an issued invoice.
   *
   * @param lines what of it; none means all that is left
   */
  record Credit(String note, List<CreditLine> lines, String reason) implements InvoiceCommand {
    public Credit {
      lines = List.copyOf(lines);
      if (reason.isBlank()) {
        throw new InvalidValueException("a credit note says why");
      }
      text(reason);
      if (lines.stream().map(CreditLine::line).distinct().count() < lines.size()
          || lines.stream().anyMatch(line -> line.taxable() < 1)) {
        throw new InvalidValueException("each line is credited once, by at least one paisa");
      }
    }
  }

  /**
   * The gateway gave money back that had been paid for it.
   *
   * @param refund the gateway's id: counted once
   * @param note id of the credit note, where one is due; absent for a chargeback, which leaves what
   *     was supplied, and its tax, as they are
   */
  record Refund(String refund, String payment, long amount, @Nullable String note, Instant at)
      implements InvoiceCommand {
    public Refund {
      if (amount < 1) {
        throw new InvalidValueException("a refund is of at least one paisa");
      }
    }
  }

  /** A refund of it did not arrive, or a chargeback was reversed. */
  record RevokeRefund(String refund, Instant at) implements InvoiceCommand {}

  /**
   * Writes off a small unpaid balance. What was supplied, and its tax, stay as they are.
   *
   * @param most in paise, what may be written off of one invoice in all
   */
  record WriteOff(String id, long amount, String reason, long most, Instant at)
      implements InvoiceCommand {
    public WriteOff {
      if (amount < 1) {
        throw new InvalidValueException("at least one paisa is written off");
      }
      if (reason.isBlank()) {
        throw new InvalidValueException("a write-off says why");
      }
      text(reason);
    }
  }

  record IssueCredit(String note, String number, LocalDate date) implements InvoiceCommand {}

  private static void text(String text) {
    if (text.length() > MAX_TEXT) {
      throw new InvalidValueException("at most " + MAX_TEXT + " characters");
    }
  }
}
