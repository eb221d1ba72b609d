package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceIssued;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoicePaymentRecorded;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.util.List;
import java.util.Map;

/** An invoice with a number, and when it is paid. */
final class InvoiceNotices implements NoticeSource {
  @Override
  public String context() {
    return "billing";
  }

  @Override
  public Class<?> events() {
    return InvoiceEvent.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    return switch ((InvoiceEvent) record.event()) {
      case InvoiceIssued(var number, _, _, var total) ->
          notice(record, "invoice-issued", number, total);
      case InvoicePaymentRecorded(_, var open, var number, var total)
          when open <= 0 && number != null ->
          notice(record, "invoice-paid", number, total);
      case InvoicePaymentRecorded _,
          InvoiceEvent.InvoiceDrafted _,
          InvoiceEvent.InvoiceLineAdded _,
          InvoiceEvent.InvoiceLinesReplaced _,
          InvoiceEvent.InvoiceDiscarded _,
          InvoiceEvent.InvoiceClosed _,
          InvoiceEvent.InvoicePaymentFailed _,
          InvoiceEvent.InvoiceOverdue _,
          InvoiceEvent.InvoiceRefunded _,
          InvoiceEvent.InvoiceRefundRevoked _,
          InvoiceEvent.InvoiceWrittenOff _,
          InvoiceEvent.CreditClosed _,
          InvoiceEvent.CreditIssued _ ->
          List.of();
    };
  }

  private static List<Notice> notice(EventRecord record, String type, String number, long total) {
    return List.of(
        new Notice(
            record.id().tenant(),
            new Audience.Holding(Permission.BILLING_READ),
            type,
            Map.of("number", number, "amount", Money.inr(total).shown()),
            "/settings/invoices"));
  }
}
