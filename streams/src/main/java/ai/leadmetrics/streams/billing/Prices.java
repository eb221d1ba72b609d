package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.billing.Gst;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Sale;
import ai.leadmetrics.protocol.billing.SellerDetails;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Platform;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What tenants are asked to pay: to the paisa what their invoices will say. */
final class Prices {
  /** The least that the gateway collects: one rupee. */
  static final long LEAST = 100;

  private static final int HUNDRED_PERCENT = 10_000;

  private final BillingPartyStore parties;
  private final SellerDetails seller;

  Prices(Platform platform) {
    this.parties = new BillingPartyStore(platform);
    this.seller = Seller.of(platform.config()).details();
  }

  /** By who the tenant is on invoices right now. */
  CompletionStage<Quote> of(TenantId tenant) {
    return parties.of(tenant).thenApply(buyer -> new Quote(seller, buyer));
  }

  /** Prices for one buyer. */
  record Quote(SellerDetails seller, BillingParty buyer) {
    /** With the tax that an invoice of this single line bears, rounded as the invoice is. */
    Money gross(Money net) {
      return new Money(total(net.minor()), net.currency());
    }

    Sale sale() {
      return new Sale(
          seller.party(), seller.lut(), buyer, seller.sac(), seller.rate(), seller.roundToRupee());
    }

    /** What was sold for a total, where nobody says what it was without tax. */
    long net(long total) {
      // Either no tax is charged or all of it: half a paisa more or less does not tell which.
      long taxed = total(HUNDRED_PERCENT) > HUNDRED_PERCENT ? seller.rate() : 0;
      long whole = HUNDRED_PERCENT + taxed;
      return Math.floorDiv(total * HUNDRED_PERCENT + whole / 2, whole);
    }

    private long total(long net) {
      var line = new InvoiceLine("price", "Price", seller.sac(), 1, net, seller.rate());
      return Gst.assess(
              List.of(line), seller.party(), seller.lut(), buyer, false, seller.roundToRupee())
          .total();
    }
  }
}
