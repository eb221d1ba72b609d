package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Csv;
import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.IndianStates;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.Supply;
import ai.leadmetrics.protocol.billing.TaxedLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Invoices and credit notes as a table from which form GSTR-1 is filled in: a row per document,
 * rate and SAC, columns in the order of the GST Network's offline tool (sheets b2b, b2cl, b2cs, exp
 * and cdnr), amounts in rupees; credit notes are negative.
 */
final class Gstr1 {
  private static final List<String> HEADER =
      List.of(
          "GSTIN/UIN of Recipient",
          "Receiver Name",
          "Document Type",
          "Document Number",
          "Document Date",
          "Original Invoice Number",
          "Document Value",
          "Place Of Supply",
          "Reverse Charge",
          "Invoice Type",
          "Rate",
          "Taxable Value",
          "Integrated Tax Amount",
          "Central Tax Amount",
          "State/UT Tax Amount",
          "Cess Amount",
          "HSN/SAC",
          "Supplier GSTIN",
          "Due Date",
          "Status",
          "Amount Due");

  /** Above this, supplies to unregistered people in other states are listed one by one (B2CL). */
  private static final long LARGE = 10_000_000;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd-MMM-uuuu", Locale.ENGLISH);

  private Gstr1() {}

  private record Document(
      InvoiceDetail invoice,
      String type,
      @Nullable String number,
      @Nullable LocalDate date,
      Assessment assessment,
      int sign) {}

  private record Rate(int rate, String sac) implements Comparable<Rate> {
    @Override
    public int compareTo(Rate other) {
      int byRate = Integer.compare(rate, other.rate);
      return byRate != 0 ? byRate : sac.compareTo(other.sac);
    }
  }

  static String csv(List<InvoiceDetail> invoices) {
    return Csv.of(HEADER, invoices.stream().flatMap(Gstr1::documents).flatMap(Gstr1::rows));
  }

  private static Stream<Document> documents(InvoiceDetail invoice) {
    var assessment = invoice.assessment();
    if (assessment == null) {
      return Stream.empty();
    }
    var summary = invoice.summary();
    return Stream.concat(
        Stream.of(
            new Document(invoice, "Invoice", summary.number(), summary.date(), assessment, 1)),
        invoice.credits().stream()
            .filter(note -> note.number() != null)
            .map(
                note ->
                    new Document(
                        invoice,
                        "Credit Note",
                        note.number(),
                        note.date(),
                        note.assessment(),
                        -1)));
  }

  private static Stream<List<@Nullable Object>> rows(Document document) {
    var byRate =
        document.assessment().lines().stream()
            .collect(
                Collectors.groupingBy(
                    line ->
                        new Rate(
                            document.assessment().zeroRated() ? 0 : line.line().rate(),
                            line.line().sac()),
                    TreeMap::new,
                    Collectors.toList()));
    return byRate.entrySet().stream().map(e -> row(document, e.getKey(), e.getValue()));
  }

  private static List<@Nullable Object> row(Document document, Rate rate, List<TaxedLine> lines) {
    var invoice = document.invoice();
    var summary = invoice.summary();
    var assessment = document.assessment();
    boolean credit = document.sign() < 0;
    return Arrays.asList(
        invoice.buyer().gstin(),
        invoice.buyer().legalName(),
        document.type(),
        document.number(),
        day(document.date()),
        credit ? summary.number() : null,
        rupees(document.sign() * assessment.total()),
        assessment.placeOfSupply() + "-" + IndianStates.name(assessment.placeOfSupply()),
        assessment.reverseCharge() ? "Y" : "N",
        type(assessment, invoice.buyer()),
        BigDecimal.valueOf(rate.rate(), 2).stripTrailingZeros().toPlainString(),
        rupees(document.sign() * lines.stream().mapToLong(TaxedLine::taxable).sum()),
        rupees(document.sign() * lines.stream().mapToLong(TaxedLine::igst).sum()),
        rupees(document.sign() * lines.stream().mapToLong(TaxedLine::cgst).sum()),
        rupees(document.sign() * lines.stream().mapToLong(TaxedLine::sgst).sum()),
        rupees(0),
        rate.sac(),
        invoice.seller().gstin(),
        credit ? null : day(summary.due()),
        summary.overdue() ? "overdue" : summary.status().name().toLowerCase(Locale.ROOT),
        credit ? null : rupees(summary.open()));
  }

  /** As the offline tool names it. */
  private static String type(Assessment assessment, BillingParty buyer) {
    return switch (assessment.supply()) {
      case SEZ ->
          assessment.zeroRated() ? "SEZ supplies without payment" : "SEZ supplies with payment";
      case EXPORT -> assessment.zeroRated() ? "WOPAY" : "WPAY";
      case INTRA_STATE, INTER_STATE -> {
        if (buyer.gstin() != null) {
          yield "Regular B2B";
        }
        yield assessment.supply() == Supply.INTER_STATE && assessment.total() > LARGE
            ? "B2CL"
            : "B2CS";
      }
    };
  }

  private static @Nullable String day(@Nullable LocalDate date) {
    return date == null ? null : DAY.format(date);
  }

  private static BigDecimal rupees(long paise) {
    return BigDecimal.valueOf(paise, 2);
  }
}
