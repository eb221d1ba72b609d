package ai.leadmetrics.entities.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.CreditLine;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.Supply;
import ai.leadmetrics.protocol.billing.TaxedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GstTest {
  static final BillingParty SELLER = party("32", "IN", false);
  static final String LUT = "AD320326000001A";

  static BillingParty party(@Nullable String state, String country, boolean sez) {
    return new BillingParty("Name", "Street", country, state, null, null, sez);
  }

  static InvoiceLine line(String id, long quantity, long unit, int rate) {
    return new InvoiceLine(id, "Plan", "998314", quantity, unit, rate);
  }

  private static Assessment assess(BillingParty buyer, InvoiceLine... lines) {
    return Gst.assess(List.of(lines), SELLER, LUT, buyer, false, true);
  }

  @Test
  void withinAStateHalfEachGoesToCentreAndState() {
    var a = assess(party("32", "IN", false), line("a", 1, 499_900, 1800));
    assertThat(a.supply()).isEqualTo(Supply.INTRA_STATE);
    assertThat(a.placeOfSupply()).isEqualTo("32");
    assertThat(List.of(a.cgst(), a.sgst(), a.igst())).containsExactly(44_991L, 44_991L, 0L);
    // 5,898.82 becomes 5,899.
    assertThat(List.of(a.roundOff(), a.total())).containsExactly(18L, 589_900L);
  }

  @Test
  void acrossStatesAllOfItIsIntegrated() {
    var a = assess(party("29", "IN", false), line("a", 1, 499_900, 1800));
    assertThat(a.supply()).isEqualTo(Supply.INTER_STATE);
    assertThat(List.of(a.cgst(), a.sgst(), a.igst())).containsExactly(0L, 0L, 89_982L);
  }

  @Test
  void aBuyerWhoseStateIsUnknownIsTakenToBeWhereTheSellerIs() {
    assertThat(assess(party(null, "IN", false), line("a", 1, 100, 1800)).supply())
        .isEqualTo(Supply.INTRA_STATE);
  }

  @Test
  void specialEconomicZonesAndExportsAreZeroRatedUnderALetterOfUndertakingOnly() {
    var sez = party("32", "IN", true);
    var abroad = party(null, "AE", false);
    assertThat(assess(sez, line("a", 1, 100_000, 1800)))
        .satisfies(a -> assertThat(a.supply()).isEqualTo(Supply.SEZ))
        .satisfies(a -> assertThat(a.zeroRated()).isTrue())
        .satisfies(a -> assertThat(a.total()).isEqualTo(100_000));
    assertThat(assess(abroad, line("a", 1, 100_000, 1800)))
        .satisfies(a -> assertThat(a.placeOfSupply()).isEqualTo("96"))
        .satisfies(a -> assertThat(a.tax()).isZero());
    for (var buyer : List.of(sez, abroad)) {
      var lines = List.of(line("a", 1, 100_000, 1800));
      assertThat(Gst.assess(lines, SELLER, null, buyer, false, true))
          .satisfies(a -> assertThat(a.zeroRated()).isFalse())
          .satisfies(a -> assertThat(a.igst()).isEqualTo(18_000));
    }
  }

  @Test
  void underReverseChargeTheTaxIsShownAndNotCharged() {
    var a = Gst.assess(List.of(line("a", 1, 100_000, 1800)), SELLER, null, SELLER, true, true);
    assertThat(a.tax()).isEqualTo(18_000);
    assertThat(a.total()).isEqualTo(100_000);
  }

  @Test
  void taxIsRoundedPerLineToThePaisaHalfUp() {
    // 9 % of 50 paise is 4.5: each half by itself.
    var a = Gst.assess(List.of(line("a", 1, 50, 1800)), SELLER, null, SELLER, false, false);
    assertThat(List.of(a.cgst(), a.sgst(), a.total())).containsExactly(5L, 5L, 60L);
  }

  @Test
  void nothingOverflowsWithinTheBoundsOfLines() {
    var most = line("a", 1, InvoiceLine.MAX_AMOUNT, 4000);
    assertThat(InvoiceLine.checked(List.of(most))).hasSize(1);
    assertThat(assess(SELLER, most).tax()).isEqualTo(InvoiceLine.MAX_AMOUNT / 10 * 4);
  }

  @Property
  void everythingAddsUp(
      @ForAll("lines") List<InvoiceLine> lines, @ForAll("parties") BillingParty buyer) {
    var a = Gst.assess(lines, SELLER, LUT, buyer, false, true);
    assertThat(a.taxable()).isEqualTo(lines.stream().mapToLong(InvoiceLine::amount).sum());
    assertThat(a.total()).isEqualTo(a.taxable() + a.tax() + a.roundOff());
    assertThat(a.total() % 100).isZero();
    assertThat(a.roundOff()).isBetween(-49L, 50L);
    assertThat(a.cgst()).isEqualTo(a.sgst());
    assertThat(a.cgst() == 0 || a.igst() == 0).isTrue();
    assertThat(a.lines()).allMatch(one -> !a.zeroRated() || one.tax() == 0);
  }

  @Property
  void theHalvesTogetherAreTheWholeToThePaisa(@ForAll("lines") List<InvoiceLine> lines) {
    var within = Gst.assess(lines, SELLER, null, SELLER, false, false);
    var across = Gst.assess(lines, SELLER, null, party("29", "IN", false), false, false);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(within.lines().get(i).tax() - across.lines().get(i).tax()).isBetween(-1L, 1L);
    }
  }

  @Property
  void creditNotesInWhateverPiecesTakeBackExactlyWhatWasInvoiced(
      @ForAll("lines") List<InvoiceLine> lines,
      @ForAll("parties") BillingParty buyer,
      @ForAll long seed) {
    var invoice = Gst.assess(lines, SELLER, null, buyer, false, true);
    var random = new Random(seed);
    var credits = new ArrayList<Assessment>();
    for (int i = 0; i < 4; i++) {
      var line = invoice.lines().get(random.nextInt(lines.size()));
      var part = new CreditLine(line.line().id(), 1 + random.nextLong(line.taxable() + 1));
      var credit = Gst.credit(invoice, credits, List.of(part));
      if (credit != null) {
        credits.add(credit);
      }
    }
    var last = Gst.credit(invoice, credits, List.of());
    if (last != null) {
      credits.add(last);
    }
    assertThat(Gst.credit(invoice, credits, List.of())).isNull();
    assertThat(credits.stream().mapToLong(Assessment::total).sum()).isEqualTo(invoice.total());
    assertThat(credits.stream().mapToLong(Assessment::tax).sum()).isEqualTo(invoice.tax());
    assertThat(credits.stream().flatMap(credit -> credit.lines().stream()))
        .allMatch(line -> line.taxable() > 0 && line.cgst() >= 0 && line.igst() >= 0);
  }

  @Test
  void moreThanIsLeftCannotBeTakenBack() {
    var invoice = assess(SELLER, line("a", 1, 1000, 1800));
    var half = Objects.requireNonNull(credit(invoice, List.of(), 600));
    assertThat(half.lines()).extracting(TaxedLine::tax).containsExactly(108L);
    assertThat(credit(invoice, List.of(half), 401)).isNull();
    assertThat(credit(invoice, List.of(half), 400)).isNotNull();
    assertThat(Gst.credit(invoice, List.of(), List.of(new CreditLine("b", 1)))).isNull();
  }

  private static @Nullable Assessment credit(
      Assessment invoice, List<Assessment> before, long amount) {
    return Gst.credit(invoice, before, List.of(new CreditLine("a", amount)));
  }

  @Provide
  Arbitrary<List<InvoiceLine>> lines() {
    var line =
        Combinators.combine(
                Arbitraries.longs().between(1, 1_000_000),
                Arbitraries.longs().between(1, 10_000_000),
                Arbitraries.of(0, 25, 300, 500, 1200, 1800, 2800))
            .as((quantity, unit, rate) -> line("", quantity, unit, rate));
    return line.list().ofMinSize(1).ofMaxSize(12).map(GstTest::withIds);
  }

  private static List<InvoiceLine> withIds(List<InvoiceLine> lines) {
    var all = new ArrayList<InvoiceLine>();
    for (var one : lines) {
      all.add(line("l" + all.size(), one.quantity(), one.unit(), one.rate()));
    }
    return all;
  }

  @Provide
  Arbitrary<BillingParty> parties() {
    return Arbitraries.of(
        SELLER,
        party("29", "IN", false),
        party(null, "IN", false),
        party("32", "IN", true),
        party(null, "US", false));
  }
}
