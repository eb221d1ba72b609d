package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.billing.Invoice;
import ai.leadmetrics.entities.billing.InvoiceState;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Close;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Draft;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceClosed;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.SellerDetails;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PricesTest {
  private static final Map<String, BillingParty> BUYERS =
      Map.of(
          "same state", party("IN", "32", "32AAPFU0939F1Z4", false),
          "same state, not registered", party("IN", "32", null, false),
          "another state", party("IN", "27", null, false),
          "state not known", party("IN", null, null, false),
          "SEZ unit", party("IN", "27", "27AAPFU0939F1ZV", true),
          "abroad", party("AE", null, null, false));

  private static BillingParty party(
      String country, @Nullable String state, @Nullable String gstin, boolean sez) {
    return new BillingParty("Buyer", "Street 1", country, state, gstin, null, sez);
  }

  private static SellerDetails seller(@Nullable String lut, boolean toRupee) {
    var seller = party("IN", "32", "32AAPFU0939F1Z4", false);
    return new SellerDetails(
        seller, lut, "LM", "LC", 15, "998315", 1800, toRupee, 10_000, "Account 1", "b@example.com");
  }

  static Stream<String> buyers() {
    return BUYERS.keySet().stream().sorted();
  }

  /** By the aggregate's own rules. */
  private static InvoiceClosed invoiced(Prices.Quote quote, long net, @Nullable Long collected) {
    var rules = new Invoice();
    var seller = quote.seller();
    var line = new InvoiceLine("charge", "Plan", seller.sac(), 1, net, seller.rate());
    var draft = new Draft(InvoiceOrigin.SUBSCRIPTION, "s", List.of(line), false, "");
    var close =
        new Close(seller.party(), seller.lut(), quote.buyer(), seller.roundToRupee(), collected);
    InvoiceState state = rules.initial();
    for (InvoiceCommand command : List.of(draft, close)) {
      for (var event : ((Decision.Accepted<InvoiceEvent>) rules.decide(state, command)).events()) {
        state = rules.evolve(state, event);
        if (event instanceof InvoiceClosed closed) {
          return closed;
        }
      }
    }
    throw new AssertionError("not closed");
  }

  @ParameterizedTest
  @MethodSource("buyers")
  void whatIsCollectedIsWhatTheInvoiceSays(String buyer) {
    var random = new Random(buyer.hashCode());
    for (var lut : new String[] {null, "AD320123456789"}) {
      for (boolean toRupee : new boolean[] {false, true}) {
        var quote = new Prices.Quote(seller(lut, toRupee), BUYERS.get(buyer));
        for (int i = 0; i < 500; i++) {
          long net = random.nextLong(100, 100_000_000);
          long charged = quote.gross(Money.inr(net)).minor();
          var bare = invoiced(quote, net, null).assessment();
          assertThat(charged).isEqualTo(bare.total());
          assertThat(invoiced(quote, net, charged).assessment()).isEqualTo(bare);
        }
      }
    }
  }

  @Test
  void onlyUnderALetterOfUndertakingNoTaxIsCharged() {
    for (var buyer : List.of("SEZ unit", "abroad")) {
      var party = BUYERS.get(buyer);
      assertThat(new Prices.Quote(seller("AD320123456789", false), party).gross(Money.inr(299_900)))
          .isEqualTo(Money.inr(299_900));
      assertThat(new Prices.Quote(seller(null, false), party).gross(Money.inr(299_900)))
          .isEqualTo(Money.inr(353_882));
    }
  }

  @Test
  void whatWasSoldFollowsFromWhatWasCollected() {
    var taxed = new Prices.Quote(seller(null, false), BUYERS.get("another state"));
    assertThat(taxed.net(353_882)).isEqualTo(299_900);
    var zeroRated = new Prices.Quote(seller("AD320123456789", false), BUYERS.get("abroad"));
    assertThat(zeroRated.net(299_900)).isEqualTo(299_900);
  }

  /** SAC 998315 covers hosted software; 998314 is the design and development of software. */
  @Test
  void softwareAsAServiceIsSoldUnderItsCodeAndRate() {
    var seller = Seller.of(ConfigFactory.parseResources("leadmetrics-invoices.conf").resolve());
    assertThat(seller.details().sac()).isEqualTo("998315");
    assertThat(seller.details().rate()).isEqualTo(1800);
  }
}
