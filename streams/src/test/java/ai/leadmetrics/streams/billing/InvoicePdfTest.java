package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.billing.Gst;
import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.CreditNote;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import ai.leadmetrics.protocol.billing.InvoiceSummary;
import ai.leadmetrics.protocol.billing.SellerDetails;
import ai.leadmetrics.protocol.kit.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoicePdfTest {
  private static final BillingParty SELLER =
      new BillingParty(
          "Seller Ltd", "1 Street\nKochi", "IN", "32", "32AAPFU0939F1Z4", "AAPFU0939F", false);
  private static final SellerDetails DETAILS =
      new SellerDetails(
          SELLER,
          "AD32",
          "LM",
          "LC",
          15,
          "998315",
          1800,
          false,
          10_000,
          "Account 1",
          "b@example.com");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private static BillingParty buyer(@Nullable String state, String country, boolean sez) {
    return new BillingParty(
        "लोटस हाउस Łódź & <b>Söhne</b>", "M.G. Road", country, state, null, null, sez);
  }

  private static InvoiceDetail detail(BillingParty buyer, List<InvoiceLine> lines) {
    var assessment = Gst.assess(lines, SELLER, "AD32", buyer, false, false);
    return detail(buyer, lines, assessment);
  }

  private static InvoiceDetail detail(
      BillingParty buyer, List<InvoiceLine> lines, Assessment assessment) {
    var summary =
        new InvoiceSummary(
            "inv_1a",
            new TenantId("acme"),
            buyer.legalName(),
            InvoiceStatus.ISSUED,
            false,
            false,
            InvoiceOrigin.MANUAL,
            "LM/26-27/000042",
            DAY,
            DAY.plusDays(15),
            assessment.taxable(),
            assessment.total(),
            assessment.total(),
            Instant.EPOCH);
    return new InvoiceDetail(
        summary,
        "",
        "Thank you",
        false,
        lines,
        true,
        assessment,
        SELLER,
        buyer,
        List.of(),
        "AD32",
        0,
        0,
        0,
        0,
        List.of(),
        List.of(new CreditNote("crn_1a", "LC/26-27/000007", DAY, "not used", assessment)),
        List.of(),
        List.of(),
        null);
  }

  private static InvoiceLine line(String id, String description) {
    return new InvoiceLine(id, description, "998315", 1, 12_345_678, 1800);
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }

  @Test
  void bearsWhatATaxInvoiceMust() throws IOException {
    var pdf =
        InvoicePdf.of(detail(buyer("32", "IN", false), List.of(line("a", "Growth"))), DETAILS);
    assertThat(pdf.orElseThrow().name()).isEqualTo("LM-26-27-000042.pdf");
    assertThat(text(pdf.orElseThrow().bytes()))
        .contains("Tax invoice", "LM/26-27/000042", "21 Nov 2026", "6 Dec 2026")
        .contains("Seller Ltd", "GSTIN: 32AAPFU0939F1Z4", "GSTIN: unregistered")
        .contains("Kerala (32)", "Reverse charge", "998315", "1,23,456.78")
        .contains("11,111.11", "9 %", "₹ 1,45,679.00")
        .contains("one lakh forty-five thousand six hundred seventy-nine")
        .contains("Space for the authorised signature", "Account 1", "Thank you");
  }

  @Test
  void namesOfPeopleAreTextInTheirOwnLetters() throws IOException {
    var pdf =
        InvoicePdf.of(detail(buyer("29", "IN", false), List.of(line("a", "<i>x</i>"))), DETAILS);
    assertThat(text(pdf.orElseThrow().bytes()))
        .contains("Łódź & <b>Söhne</b>", "<i>x</i>", "IGST", "22,222.22", "18 %");
  }

  /**
   * InvoiceShelf/InvoiceShelf#438, wikimedia/ws-export#235, tutao/tutanota#7075. A word is drawn as
   * an outline; where its letters were set one by one, they would be text, or # where the font has
   * none.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "क्षत्रिय लोटस हाउस",
        "তামার হাউস",
        "ਕਮਲ ਹਾਊਸ",
        "કમળ હાઉસ",
        "ପଦ୍ମ ଘର",
        "பூங்கா தெரு",
        "తామర హౌస్",
        "ತಾವರೆ ಮನೆ",
        "താമര ഹൗസ്",
        "कमल 24/7",
        "کنول ہاؤس",
        "ᱚᱞ ᱪᱤᱠᱤ",
        "ꯃꯅꯤꯄꯨꯔ"
      })
  void everyIndianScriptIsDrawnShaped(String name) throws IOException {
    var pdf = InvoicePdf.of(detail(named(name), List.of(line("a", name))), DETAILS).orElseThrow();
    var letters = name.codePoints().filter(Character::isLetter).toArray();
    assertThat(text(pdf.bytes()))
        .contains("GSTIN: unregistered")
        .doesNotContain("##")
        .doesNotContain(new String(letters, 0, 1));
    assertThat(drawings(pdf.bytes())).isGreaterThanOrEqualTo(2);
    keep(name, pdf.bytes());
  }

  private static BillingParty named(String name) {
    return new BillingParty(name, "M.G. Road", "IN", "29", null, null, false);
  }

  /** Outlines on the first page: forms that the page draws. */
  private static long drawings(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      var names = document.getPage(0).getResources().getXObjectNames();
      return StreamSupport.stream(names.spliterator(), false).count();
    }
  }

  /** To be looked at: {@code -Dinvoices.keep=<folder>} keeps the documents as pictures. */
  private static void keep(String name, byte[] pdf) throws IOException {
    var folder = System.getProperty("invoices.keep");
    if (folder != null) {
      try (var document = Loader.loadPDF(pdf)) {
        var picture = new PDFRenderer(document).renderImageWithDPI(0, 110);
        var file = Integer.toHexString(name.hashCode()) + ".png";
        ImageIO.write(picture, "png", Path.of(folder, file).toFile());
      }
    }
  }

  @Test
  void saysWhyThereIsNoTax() throws IOException {
    var sez = InvoicePdf.of(detail(buyer("32", "IN", true), List.of(line("a", "Pro"))), DETAILS);
    assertThat(text(sez.orElseThrow().bytes()))
        .contains("SEZ units or developers", "LUT AD32", "₹ 1,23,456.78", "0 %");
    var abroad =
        InvoicePdf.of(detail(buyer(null, "AE", false), List.of(line("a", "Pro"))), DETAILS);
    assertThat(text(abroad.orElseThrow().bytes()))
        .contains("Supply meant for export", "Outside India (96)", "Country: AE");
  }

  @Test
  void creditNotesNameTheirInvoice() throws IOException {
    var detail = detail(buyer("32", "IN", false), List.of(line("a", "Growth")));
    var pdf = InvoicePdf.of(detail, "crn_1a", DETAILS).orElseThrow();
    assertThat(text(pdf.bytes()))
        .contains("Credit note", "LC/26-27/000007", "Against invoice", "LM/26-27/000042")
        .contains("not used");
    assertThat(InvoicePdf.of(detail, "crn_2b", DETAILS)).isEmpty();
  }

  @Test
  void manyLinesTakeSeveralPagesWithTheirHeader() throws IOException {
    var lines = IntStream.range(0, 80).mapToObj(i -> line("l" + i, "Line " + i)).toList();
    var pdf = InvoicePdf.of(detail(buyer("32", "IN", false), lines), DETAILS).orElseThrow();
    try (var document = Loader.loadPDF(pdf.bytes())) {
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      var stripper = new PDFTextStripper();
      stripper.setStartPage(2);
      assertThat(stripper.getText(document)).contains("Description");
    }
  }

  @Test
  void everyFontIsInTheFileAndNothingIsFetched() throws IOException {
    var evil = line("a", "</td><img src=\"http://127.0.0.1:1/x.png\"/>");
    var pdf = InvoicePdf.of(detail(buyer("32", "IN", false), List.of(evil)), DETAILS).orElseThrow();
    try (var document = Loader.loadPDF(pdf.bytes())) {
      var resources = document.getPage(0).getResources();
      for (COSName name : resources.getFontNames()) {
        assertThat(resources.getFont(name).isEmbedded()).isTrue();
      }
    }
    assertThat(text(pdf.bytes())).contains("x.png");
  }
}
