package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceIssued;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.EventRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An invoice with a number. */
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
    return record.event() instanceof InvoiceIssued(var number, _, _, var total)
        ? List.of(
            new Notice(
                record.id().tenant(),
                new Audience.Holding(Permission.BILLING_READ),
                "invoice-issued",
                Map.of("number", number, "amount", rupees(total)),
                "/settings/invoices"))
        : List.of();
  }

  private static String rupees(long paise) {
    return String.format(Locale.ENGLISH, "₹%,.2f", BigDecimal.valueOf(paise, 2));
  }
}
