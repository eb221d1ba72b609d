package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.PaymentDesk.ok;
import static ai.leadmetrics.cluster.PaymentDesk.subscribe;
import static ai.leadmetrics.cluster.PaymentDesk.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.PlanId;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the gateway collects is the invoice total, for every kind of buyer. On a platform of its
 * own: the seller has a letter of undertaking here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaxedPaymentsIT {
  private TestPlatform platform;
  private PaymentDesk desk;

  @BeforeAll
  void start() {
    platform =
        TestPlatform.start(
            Map.of(
                "leadmetrics.scheduler.poll", "500ms",
                "leadmetrics.invoices.seller.lut", "AD320123456789"));
    desk = new PaymentDesk(platform);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  private static void buyer(
      TestClient owner, String country, @Nullable String state, @Nullable String gstin) {
    var party = new HashMap<String, Object>();
    party.put("legalName", "Lotus House");
    party.put("address", "Street 1");
    party.put("country", country);
    party.put("state", state);
    party.put("gstin", gstin);
    party.put("sez", gstin != null);
    ok(owner.put("/api/v1/billing/party", party));
  }

  private static JsonNode invoices(TestClient owner, Predicate<JsonNode> wanted) {
    return await().until(() -> ok(owner.get("/api/v1/billing/invoices")).path("items"), wanted);
  }

  private static boolean allPaid(JsonNode invoices) {
    for (var invoice : invoices) {
      if (!invoice.path("status").asText().equals("paid")) {
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest
  @CsvSource({
    "IN, 32,                ,   353882, 58882",
    "IN, 27,                ,   353882, 58882",
    "IN, 27, 27AAPFU0939F1ZV,   299900, 49900",
    "AE,   ,                ,   299900, 49900"
  })
  void subscriptionAndTopUpAreChargedAsInvoiced(
      String country, @Nullable String state, @Nullable String gstin, long month, long pack) {
    var owner = platform.newTenant().owner();
    buyer(owner, country, state, gstin);
    var checkout = subscribe(owner, PlanId.STARTER);
    assertThat(checkout.at("/amount/minor").asLong()).isEqualTo(month);
    ok(desk.pay(owner, checkout));
    var active = until(owner, checkout.path("reference").asText(), "active");
    assertThat(active.at("/amount/minor").asLong()).isEqualTo(month);
    var topUp = ok(owner.post("/api/v1/billing/top-ups", Map.of("credits", 500)));
    assertThat(topUp.at("/amount/minor").asLong()).isEqualTo(pack);
    ok(desk.pay(owner, topUp));
    var both = invoices(owner, items -> items.size() == 2 && allPaid(items));
    assertThat(both.findValuesAsText("total"))
        .containsExactlyInAnyOrder(Long.toString(month), Long.toString(pack));
    assertThat(both.findValuesAsText("open")).containsOnly("0");
  }

  @Test
  void whoIsTaxedOtherwiseIsAskedForAnotherAmountBeforeAndAfterPaying() {
    var owner = platform.newTenant().owner();
    buyer(owner, "IN", "27", null);
    var taxed = subscribe(owner, PlanId.STARTER);
    until(owner, taxed.path("reference").asText(), one -> true);
    buyer(owner, "AE", null, null);
    var free = subscribe(owner, PlanId.STARTER);
    assertThat(free.path("reference")).isNotEqualTo(taxed.path("reference"));
    assertThat(free.at("/amount/minor").asLong()).isEqualTo(299_900);
    until(owner, taxed.path("reference").asText(), "expired");
    ok(desk.pay(owner, free));
    var id = free.path("reference").asText();
    until(owner, id, "active");
    invoices(owner, items -> items.size() == 1 && allPaid(items));
    buyer(owner, "IN", "27", null);
    var remote = free.path("subscription").asText();
    await().until(() -> desk.events().toString().contains("subscription.updated"));
    desk.simulate("charge", Map.of("subscription_id", remote));
    var two = invoices(owner, items -> items.size() == 2 && allPaid(items));
    assertThat(two.findValuesAsText("total")).containsExactly("353882", "299900");
  }

  @Test
  void anOrderIsInvoicedAsItWasOpenedThoughTheBuyerIsTaxedOtherwiseWhenItIsPaid() {
    var owner = platform.newTenant().owner();
    buyer(owner, "IN", "27", null);
    var order = ok(owner.post("/api/v1/billing/top-ups", Map.of("credits", 500)));
    assertThat(order.at("/amount/minor").asLong()).isEqualTo(58_882);
    buyer(owner, "AE", null, null);
    ok(desk.pay(owner, order));
    var paid = invoices(owner, items -> items.size() == 1 && allPaid(items)).get(0);
    assertThat(paid.path("total").asLong()).isEqualTo(58_882);
    assertThat(paid.path("open").asLong()).isZero();
    var detail = ok(owner.get("/api/v1/billing/invoices/" + paid.path("id").asText()));
    assertThat(detail.at("/buyer/state").asText()).isEqualTo("27");
    assertThat(detail.at("/assessment/igst").asLong()).isEqualTo(8_982);
  }
}
