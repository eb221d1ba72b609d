package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invoices from draft to paid or taken back, over the API. */
class InvoicesIT {
  private static final TestPlatform PLATFORM = TestPlatform.shared();
  private static final String MANAGE = "/api/v1/manage/invoices";
  private static final String MINE = "/api/v1/billing/invoices";

  private final ApiClient operator =
      ApiClient.signedIn(PLATFORM.node().platform(), null, Role.SUPER_ADMIN);
  private TenantId tenant;
  private ApiClient owner;

  @BeforeEach
  void newTenant() {
    tenant = PLATFORM.newTenant().id();
    owner = ApiClient.signedIn(PLATFORM.node().platform(), tenant, Role.ADMIN);
  }

  private static int put(ApiClient client, String path, Object body) {
    return ApiClient.send(
            client
                .request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Json.text(body))))
        .statusCode();
  }

  private void buyer(String json) {
    assertThat(put(owner, "/api/v1/billing/party", Json.read(json, JsonNode.class))).isEqualTo(204);
  }

  private String draft(long unit) {
    var answer =
        operator.post(
            MANAGE,
            Json.text(
                Map.of(
                    "tenant",
                    tenant.value(),
                    "subject",
                    "Set-up",
                    "reverseCharge",
                    false,
                    "lines",
                    List.of(Map.of("description", "Growth plan", "quantity", 1, "unit", unit)))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.tree(answer).get("id").asText();
  }

  private String one(String id) {
    return MANAGE + '/' + tenant + '/' + id;
  }

  private String issued(long unit) {
    var id = draft(unit);
    assertThat(operator.post(one(id) + "/issue", "{}").statusCode()).isEqualTo(204);
    return id;
  }

  /** As the tenant sees it, once the view has caught up. */
  private JsonNode shown(String id, Predicate<JsonNode> wanted) {
    return await().until(() -> ApiClient.tree(owner.get(MINE + '/' + id)), wanted);
  }

  private JsonNode shown(String id, String status) {
    return shown(id, one -> one.at("/summary/status").asText().equals(status));
  }

  private static byte[] file(ApiClient client, String path) {
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(client.request(path).GET().build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }

  @Test
  void withinTheSellersStateHalfEachGoesToCentreAndState() throws IOException {
    buyer(
        """
        {"legalName": "लोटस हाउस Pvt Ltd", "address": "M.G. Road, Kochi", "country": "IN",
         "state": "32", "gstin": "32AABCT5678K1Z0", "sez": false}
        """);
    var id = issued(499_900);
    var invoice = shown(id, "issued");
    assertThat(invoice.at("/assessment/cgst").asLong()).isEqualTo(44_991);
    assertThat(invoice.at("/assessment/sgst").asLong()).isEqualTo(44_991);
    assertThat(invoice.at("/summary/total").asLong()).isEqualTo(589_882);
    var number = invoice.at("/summary/number").asText();
    assertThat(number).matches("LM/[0-9]{2}-[0-9]{2}/[0-9]{6}").hasSizeLessThanOrEqualTo(16);
    assertThat(text(file(owner, MINE + '/' + id + "/pdf")))
        .contains(number, "Pvt Ltd", "GSTIN: 32AABCT5678K1Z0", "Kerala (32)")
        .contains("449.91", "₹ 5,898.82", "998315")
        .contains("five thousand eight hundred ninety-eight and eighty-two paise");
  }

  @Test
  void acrossStatesInZonesAndAbroadTheTaxIsAnother() {
    var cases =
        Map.of(
            "{'legalName':'K','address':'B','country':'IN','state':'29','sez':false}",
            180_000L,
            "{'legalName':'Z','address':'B','country':'IN','state':'29',"
                + "'gstin':'29AABCL1234M1ZF','sez':true}",
            180_000L,
            "{'legalName':'D','address':'B','country':'AE','sez':false}",
            180_000L);
    cases.forEach(
        (party, igst) -> {
          buyer(party.replace('\'', '"'));
          var invoice = shown(issued(1_000_000), "issued");
          // This seller has no letter of undertaking: SEZ and export supplies bear IGST.
          assertThat(invoice.at("/assessment/igst").asLong()).as(party).isEqualTo(igst);
          assertThat(invoice.at("/assessment/cgst").asLong()).isZero();
        });
  }

  @Test
  void aPartyThatContradictsItselfIsRefused() {
    for (var party :
        List.of(
            Map.of("legalName", "K", "address", "B", "country", "IN", "sez", false),
            Map.of(
                "legalName",
                "K",
                "address",
                "B",
                "country",
                "IN",
                "state",
                "29",
                "gstin",
                "32AABCT5678K1Z0",
                "sez",
                false),
            Map.of(
                "legalName",
                "K",
                "address",
                "B",
                "country",
                "IN",
                "state",
                "32",
                "gstin",
                "32AABCT5678K1Z1",
                "sez",
                false))) {
      assertThat(put(owner, "/api/v1/billing/party", party)).isEqualTo(400);
    }
  }

  @Test
  void manyIssuedAtOnceGetConsecutiveNumbers() {
    var drafts = IntStream.range(0, 30).mapToObj(_ -> draft(100_000)).toList();
    // Each of them three times at once: whoever clicks twice gets one number.
    var all =
        drafts.stream()
            .flatMap(id -> IntStream.range(0, 3).mapToObj(_ -> id))
            .map(id -> CompletableFuture.supplyAsync(() -> operator.post(one(id) + "/issue", "{}")))
            .toList();
    all.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(204));
    var numbers =
        drafts.stream().map(id -> shown(id, "issued").at("/summary/number").asText()).toList();
    assertThat(numbers).doesNotHaveDuplicates();
    // Whatever else was issued meanwhile: every series has all of its numbers, each once.
    var gaps =
        PLATFORM
            .node()
            .platform()
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            """
                            select s.last - count(n.number) from core.invoice_series s
                            left join core.invoice_number n using (series, year)
                            group by s.series, s.year, s.last
                            """)
                        .mapTo(Long.class)
                        .list())
            .toCompletableFuture()
            .join();
    assertThat(gaps).isNotEmpty().containsOnly(0L);
  }

  @Test
  void whatWasClosedGetsItsNumberEvenIfNobodyAsksAgain() {
    var id = draft(100_000);
    var party = new BillingParty("Seller", "Kochi", "IN", "32", null, null, false);
    var closed = new InvoiceCommand.Close(party, null, party, false, null);
    PLATFORM
        .node()
        .platform()
        .entities()
        .ask(new EntityId(tenant, id), "close", "system", closed)
        .toCompletableFuture()
        .join();
    assertThat(shown(id, "issued").at("/summary/number").asText()).startsWith("LM/");
  }

  @Test
  void moneyAndTdsTogetherPay() {
    var id = issued(1_000_000);
    shown(id, "issued");
    var payment =
        "{\"received\":%d,\"tds\":%d,\"tdsSection\":\"194C\",\"method\":\"bank_transfer\",\"reference\":\"U1\"}";
    var tooMuch = operator.post(one(id) + "/payments", payment.formatted(1_100_000, 30_000));
    assertThat(ApiClient.code(tooMuch)).isEqualTo("tds_too_high");
    assertThat(
            operator.post(one(id) + "/payments", payment.formatted(1_160_000, 20_000)).statusCode())
        .isEqualTo(204);
    var paid = shown(id, "paid");
    assertThat(paid.get("tds").asLong()).isEqualTo(20_000);
    assertThat(paid.at("/summary/open").asLong()).isZero();
    assertThat(owner.get(MINE + ".csv").body())
        .startsWith("GSTIN/UIN of Recipient,Receiver Name,Document Type,Document Number")
        .contains(",Invoice,LM/", ",11800.00,", ",18,10000.00,")
        .contains(",paid,0.00");
  }

  @Test
  void onlyACreditNoteVoidsWhatWasIssued() throws IOException {
    var id = issued(1_000_000);
    shown(id, "issued");
    assertThat(ApiClient.code(operator.post(one(id) + "/discard", "{}")))
        .isEqualTo("invoice_not_draft");
    assertThat(
            put(operator, one(id) + "/lines", Map.of("reverseCharge", false, "lines", List.of())))
        .isEqualTo(409);
    var answer =
        operator.post(one(id) + "/credit-notes", "{\"reason\":\"not ordered\",\"lines\":[]}");
    var note = ApiClient.tree(answer).get("id").asText();
    var voided = shown(id, "void");
    assertThat(voided.at("/credits/0/number").asText()).startsWith("LC/");
    assertThat(text(file(owner, MINE + '/' + id + "/credit-notes/" + note + "/pdf")))
        .contains("Credit note", voided.at("/summary/number").asText(), "not ordered", "11,800.00");
  }

  @Test
  void oneIdempotencyKeyForTwoInvoicesGivesTheirCreditNotesNumbersOfTheirOwn() {
    var numbers = new HashSet<String>();
    for (int i = 0; i < 2; i++) {
      var id = issued(100_000);
      var request =
          operator
              .request(one(id) + "/credit-notes")
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "the-same-for-" + tenant)
              .POST(BodyPublishers.ofString("{\"reason\":\"not ordered\",\"lines\":[]}"));
      assertThat(ApiClient.send(request).statusCode()).isEqualTo(201);
      numbers.add(shown(id, "void").at("/credits/0/number").asText());
    }
    assertThat(numbers).hasSize(2);
  }

  @Test
  void oneTenantsInvoicesAreNotAnothers() {
    var id = issued(100_000);
    shown(id, "issued");
    var other =
        ApiClient.signedIn(PLATFORM.node().platform(), PLATFORM.newTenant().id(), Role.ADMIN);
    for (var path : List.of("", "/pdf", "/credit-notes/crn_1a/pdf")) {
      var answer = other.get(MINE + '/' + id + path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(ApiClient.code(answer)).isEqualTo("not_found");
    }
    assertThat(ApiClient.tree(other.get(MINE)).get("items")).isEmpty();
    assertThat(other.get(MINE + ".csv").body()).doesNotContain("LM/");
    assertThat(other.get(one(id)).statusCode()).isEqualTo(403);
    assertThat(operator.get(MANAGE + "/other/" + id).statusCode()).isEqualTo(404);
    assertThat(ApiClient.tree(operator.get(MANAGE + "?tenant=" + tenant)).get("items")).hasSize(1);
    assertThat(ApiClient.tree(other.get("/api/v1/billing/party")).path("party").isObject())
        .isFalse();
  }
}
