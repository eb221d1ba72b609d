package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.CreditNote;
import ai.leadmetrics.protocol.billing.IndianStates;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.SellerDetails;
import ai.leadmetrics.protocol.billing.Supply;
import ai.leadmetrics.protocol.billing.TaxedLine;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a tax invoice (CGST Rules 2017, rule 46) and on a credit note (rule 53): names,
 * addresses and GSTINs of both sides, number and date, place of supply, SAC, taxable value, rates
 * and amounts of tax, whether reverse charge applies, and room for a signature.
 */
final class InvoiceDocument {
  private static final String CSS =
      new String(InvoicePdf.resource("invoice.css"), StandardCharsets.UTF_8);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final Xhtml out = new Xhtml();
  private final InvoiceDetail invoice;
  private final SellerDetails seller;
  private final Assessment assessment;

  private InvoiceDocument(InvoiceDetail invoice, SellerDetails seller, Assessment assessment) {
    this.invoice = invoice;
    this.seller = seller;
    this.assessment = assessment;
  }

  static String invoice(InvoiceDetail invoice, SellerDetails seller) {
    var assessment = Objects.requireNonNull(invoice.assessment());
    return new InvoiceDocument(invoice, seller, assessment).invoice();
  }

  static String creditNote(InvoiceDetail invoice, CreditNote credit, SellerDetails seller) {
    return new InvoiceDocument(invoice, seller, credit.assessment()).creditNote(credit);
  }

  private String invoice() {
    var summary = invoice.summary();
    begin("Tax invoice");
    row("Invoice number", summary.number());
    row("Date", day(summary.date()));
    row("Due by", day(summary.due()));
    common();
    if (!invoice.note().isBlank()) {
      out.element("p", "block", invoice.note());
    }
    out.raw("<p class=\"block small\">").element("span", "strong", "Pay to: ").text(seller.bank());
    out.raw("</p>");
    return end();
  }

  private String creditNote(CreditNote credit) {
    begin("Credit note");
    row("Credit note number", credit.number());
    row("Date", day(credit.date()));
    row("Against invoice", invoice.summary().number());
    row("Of", day(invoice.summary().date()));
    common();
    out.raw("<p class=\"block\">").element("span", "strong", "Reason: ").text(credit.reason());
    out.raw("</p>");
    return end();
  }

  private void begin(String title) {
    out.raw("<html><head><title>").text(title).raw("</title><style>").raw(CSS);
    out.raw("</style></head><body><table class=\"plain\"><tr><td class=\"half\">");
    out.raw("<h1>").text(title).raw("</h1>");
    if (assessment.zeroRated()) {
      out.element("p", "small", zeroRating());
    }
    out.raw("</td><td class=\"half\"><table class=\"plain\">");
  }

  private String zeroRating() {
    var whom =
        assessment.supply() == Supply.SEZ
            ? "Supply meant for SEZ units or developers for authorised operations"
            : "Supply meant for export";
    return whom + " under LUT without payment of IGST. LUT " + invoice.lut();
  }

  private void common() {
    var place = assessment.placeOfSupply();
    row("Place of supply", IndianStates.name(place) + " (" + place + ")");
    row("Reverse charge", assessment.reverseCharge() ? "Yes: tax is payable by recipient" : "No");
    out.raw("</table></td></tr></table><table class=\"plain block\"><tr><td class=\"half\">");
    party("Supplier", invoice.seller());
    out.raw("</td><td class=\"half\">");
    party("Recipient", invoice.buyer());
    out.raw("</td></tr></table>");
    lines();
    sums();
    out.raw("<p class=\"block\">").element("span", "strong", Rupees.words(assessment.total()));
    out.raw("</p>");
  }

  private void row(String label, @Nullable String value) {
    out.raw("<tr>").element("td", "muted", label);
    out.element("td", "strong", value == null ? "" : value).raw("</tr>");
  }

  private void party(String role, BillingParty party) {
    out.raw("<h2>").text(role).raw("</h2>").element("div", "strong", party.legalName());
    out.element("div", "", party.address());
    var state = party.state();
    if (state != null) {
      out.element("div", "", "State: " + IndianStates.name(state) + " (" + state + ")");
    }
    if (!party.inIndia()) {
      out.element("div", "", "Country: " + party.country());
    }
    out.element("div", "", "GSTIN: " + (party.gstin() == null ? "unregistered" : party.gstin()));
    if (party.pan() != null) {
      out.element("div", "", "PAN: " + party.pan());
    }
  }

  private boolean isIntraState() {
    return assessment.supply() == Supply.INTRA_STATE;
  }

  private void lines() {
    out.raw("<table class=\"lines\"><thead><tr><th>#</th><th>Description</th><th>SAC</th>");
    out.raw("<th class=\"right\">Quantity</th><th class=\"right\">Price</th>");
    out.raw("<th class=\"right\">Taxable</th>");
    out.raw(
        isIntraState()
            ? "<th class=\"right\">CGST</th><th class=\"right\">SGST</th>"
            : "<th class=\"right\">IGST</th>");
    out.raw("<th class=\"right\">Amount</th></tr></thead><tbody>");
    int position = 1;
    for (var line : assessment.lines()) {
      line(position++, line);
    }
    out.raw("</tbody></table>");
  }

  private void line(int position, TaxedLine taxed) {
    var line = taxed.line();
    out.raw("<tr>").element("td", "muted", Integer.toString(position));
    out.element("td", "", line.description()).element("td", "", line.sac());
    // Of a credit note the taxable value is what counts, not how much of what was taken back.
    boolean whole = taxed.taxable() == line.amount();
    out.element("td", "right", whole ? Long.toString(line.quantity()) : "part");
    out.element("td", "right", Rupees.figures(line.unit()));
    out.element("td", "right", Rupees.figures(taxed.taxable()));
    int rate = assessment.zeroRated() ? 0 : line.rate();
    if (isIntraState()) {
      tax(rate * 5, taxed.cgst());
      tax(rate * 5, taxed.sgst());
    } else {
      tax(rate * 10, taxed.igst());
    }
    long charged = assessment.reverseCharge() ? 0 : taxed.tax();
    out.element("td", "right", Rupees.figures(taxed.taxable() + charged)).raw("</tr>");
  }

  /**
   * @param rate in thousandths of a percent, because half of 0.25 % is 0.125 %
   */
  private void tax(int rate, long amount) {
    var percent = BigDecimal.valueOf(rate, 3).stripTrailingZeros().toPlainString();
    out.raw("<td class=\"right\">").text(Rupees.figures(amount));
    out.raw("<div class=\"small muted\">").text(percent + " %").raw("</div></td>");
  }

  private void sums() {
    out.raw("<table class=\"sums\">");
    sum("", "Taxable value", assessment.taxable());
    if (isIntraState()) {
      sum("", "CGST", assessment.cgst());
      sum("", "SGST", assessment.sgst());
    } else {
      sum("", "IGST", assessment.igst());
    }
    if (assessment.reverseCharge()) {
      sum("", "Less tax payable by recipient", -assessment.tax());
    }
    if (assessment.roundOff() != 0) {
      sum("", "Rounding off", assessment.roundOff());
    }
    sum("total", "Total", assessment.total());
    out.raw("</table>");
  }

  private void sum(String kind, String label, long amount) {
    out.raw("<tr class=\"" + kind + "\">").element("td", "", label);
    out.element("td", "right", "₹ " + Rupees.figures(amount)).raw("</tr>");
  }

  private String end() {
    out.raw("<table class=\"plain sign\"><tr><td class=\"half\"><div class=\"box\">");
    out.text(
        "Space for the e-invoice QR code. Not registered with the invoice registration portal.");
    out.raw("</div></td><td class=\"half right\">");
    out.text("For ").element("span", "strong", invoice.seller().legalName());
    out.raw("<br/><br/><br/>").element("span", "muted", "Space for the authorised signature");
    out.raw("</td></tr></table>").element("p", "small muted block", "Questions: " + seller.email());
    return out.raw("</body></html>").toString();
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : DAY.format(day);
  }
}
