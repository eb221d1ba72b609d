package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.PaymentDesk.ok;
import static ai.leadmetrics.cluster.PaymentDesk.payments;
import static ai.leadmetrics.cluster.PaymentDesk.subscribe;
import static ai.leadmetrics.cluster.PaymentDesk.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.PlanId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is invoiced, paid and credited reaches the simulated Zoho Books once, whatever fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountingIT {
  private final TestClock clock = TestClock.now();
  private TestPlatform platform;
  private PaymentDesk desk;
  private TestClient zoho;
  private TestClient operator;

  @BeforeAll
  void start() {
    platform =
        TestPlatform.start(
            Map.of(
                "leadmetrics.scheduler.poll", "500ms",
                "leadmetrics.entities.ask-timeout", "20s",
                "leadmetrics.zoho.refresh-token", "a refresh token",
                "leadmetrics.zoho.client-id", "client",
                "leadmetrics.zoho.client-secret", "client secret",
                "leadmetrics.zoho.organization", "60012345"),
            clock);
    desk = new PaymentDesk(platform);
    zoho = new TestClient(platform.sandbox().url());
    operator = desk.operator();
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  /** Sessions end meanwhile. */
  private void pass(Duration time) {
    clock.advance(time);
    operator = desk.operator();
  }

  private void fail(int status, int count, boolean after) {
    var body = Map.of("status", status, "count", count, "after", after);
    assertThat(zoho.post("/simulator/zoho/fail", body).status()).isEqualTo(204);
  }

  private JsonNode inBooks(String kind) {
    return ok(zoho.get("/simulator/zoho/documents?kind=" + kind)).path("items");
  }

  /** Of the tenant's only invoice, as soon as it is so; lets the job run on. */
  private JsonNode report(TestTenant tenant, Predicate<JsonNode> wanted) {
    return await()
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              ok(operator.post("/api/v1/ops/jobs/billing.accounting.push/run", Map.of()));
              var invoices = operator.get("/api/v1/manage/invoices?tenant=" + tenant.id());
              var id = ok(invoices).at("/items/0/id");
              return id.isMissingNode()
                  ? id
                  : ok(
                      operator.get(
                          "/api/v1/manage/invoices/"
                              + tenant.id()
                              + '/'
                              + id.asText()
                              + "/accounting"));
            },
            wanted);
  }

  private static boolean synced(JsonNode report, int documents) {
    var states = report.path("entries").findValuesAsText("state");
    return states.size() == documents && states.stream().allMatch("synced"::equals);
  }

  private TestTenant paid() {
    var tenant = platform.newTenant();
    var checkout = subscribe(tenant.owner(), PlanId.STARTER);
    ok(desk.pay(tenant.owner(), checkout));
    until(tenant.owner(), checkout.path("reference").asText(), "active");
    return tenant;
  }

  private static long count(JsonNode documents, TestTenant tenant, JsonNode contacts) {
    var customer =
        contacts
            .valueStream()
            .filter(one -> one.path("contact_name").asText().contains(tenant.id().value()))
            .findFirst()
            .map(one -> one.path("contact_id").asText())
            .orElse("none");
    return documents
        .valueStream()
        .filter(one -> one.path("customer_id").asText().equals(customer))
        .count();
  }

  @Test
  void whatFailsIsTriedAgainAndIsThereOnce() {
    // Refused for now, then lost after it was done, then with a token that ended early.
    fail(429, 1, false);
    var tenant = paid();
    var failed =
        report(tenant, one -> one.at("/entries/0/reason").asText().contains("told to fail"));
    assertThat(failed.path("on").asBoolean()).isTrue();
    assertThat(failed.at("/entries/0/state").asText()).isEqualTo("failed");
    assertThat(failed.at("/entries/0/nextAt").isTextual()).isTrue();

    fail(500, 2, true);
    pass(Duration.ofMinutes(3));
    report(tenant, one -> one.at("/entries/0/attempts").asInt() >= 2);
    assertThat(zoho.post("/simulator/zoho/expire", Map.of()).status()).isEqualTo(204);
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofHours(1));
      report(tenant, _ -> true);
    }
    assertThat(synced(report(tenant, one -> synced(one, 2)), 2)).isTrue();

    var owner = tenant.owner();
    var payment = payments(owner).get(0).path("id").asText();
    ok(
        operator.post(
            "/api/v1/manage/tenants/" + tenant.id() + "/payments/" + payment + "/refund",
            Map.of("amount", 11_800)));
    report(tenant, one -> synced(one, 3));

    var contacts = inBooks("contacts");
    assertThat(count(inBooks("invoices"), tenant, contacts)).isEqualTo(1);
    assertThat(count(inBooks("customerpayments"), tenant, contacts)).isEqualTo(1);
    assertThat(count(inBooks("creditnotes"), tenant, contacts)).isEqualTo(1);
    assertThat(contacts.findValuesAsText("contact_name"))
        .filteredOn(name -> name.contains(tenant.id().value()))
        .hasSize(1);
    var invoice = inBooks("invoices").get(0);
    assertThat(invoice.path("invoice_number").asText()).startsWith("LM/");
    assertThat(invoice.path("status").asText()).isEqualTo("sent");
    assertThat(invoice.at("/line_items/0/rate").decimalValue()).isEqualByComparingTo("2999");
    assertThat(inBooks("customerpayments").get(0).path("amount").decimalValue())
        .isEqualByComparingTo("3538.82");
    assertThat(inBooks("creditnotes").get(0).at("/line_items/0/rate").decimalValue())
        .isEqualByComparingTo("100");
  }
}
