package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.SellerDetails;
import ai.leadmetrics.streams.billing.InvoiceQueries.Pdf;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;

/**
 * Invoices and credit notes on A4. Fonts come from our own jar and nothing is ever fetched, so a
 * document can neither be slow nor tell anybody that it was made.
 */
final class InvoicePdf {
  private static final String FAMILY = "Noto Sans";
  private static final int REGULAR = 400;
  private static final int BOLD = 700;
  private static final byte[] REGULAR_FONT = resource("NotoSans-Regular.ttf");
  private static final byte[] BOLD_FONT = resource("NotoSans-Bold.ttf");

  static {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  private InvoicePdf() {}

  static Optional<Pdf> of(InvoiceDetail invoice, SellerDetails seller) {
    var number = invoice.summary().number();
    return number == null
        ? Optional.empty()
        : Optional.of(new Pdf(name(number), render(InvoiceDocument.invoice(invoice, seller))));
  }

  static Optional<Pdf> of(InvoiceDetail invoice, String note, SellerDetails seller) {
    return invoice.credits().stream()
        .filter(credit -> credit.id().equals(note) && credit.number() != null)
        .findFirst()
        .map(
            credit ->
                new Pdf(
                    name(Objects.requireNonNull(credit.number())),
                    render(InvoiceDocument.creditNote(invoice, credit, seller))));
  }

  private static String name(String number) {
    return number.replace('/', '-') + ".pdf";
  }

  private static byte[] render(String xhtml) {
    var out = new ByteArrayOutputStream();
    try {
      new PdfRendererBuilder()
          .useExternalResourceAccessControl(
              (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
          .useExternalResourceAccessControl(
              (_, _) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
          .useFont(
              () -> new ByteArrayInputStream(REGULAR_FONT), FAMILY, REGULAR, FontStyle.NORMAL, true)
          .useFont(() -> new ByteArrayInputStream(BOLD_FONT), FAMILY, BOLD, FontStyle.NORMAL, true)
          .useObjectDrawerFactory(new WordDrawer())
          .withHtmlContent(xhtml, null)
          .withProducer("Leadmetrics")
          .toStream(out)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] resource(String name) {
    try (var in = InvoicePdf.class.getClassLoader().getResourceAsStream("invoices/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
