package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Tenants.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Company, location, plan: broken off, gone on with, finished, and each name given once. */
class SignUpIT {
  private static final Map<String, Object> KOCHI =
      Map.of("country", "IN", "state", "Kerala", "city", "Kochi", "timeZone", "Asia/Kolkata");

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void goesOnWhereItWasBrokenOffAndEndsInATenant() {
    var user = platform.newTenant().owner();
    var name = "Café Lumière " + UUID.randomUUID();
    var company = Map.of("name", name, "industry", "restaurant", "website", "https://cafe.example");
    assertThat(user.put("/api/v1/sign-up/draft", Map.of("company", company)).status())
        .isEqualTo(200);
    assertThat(user.post("/api/v1/sign-up/tenant", Map.of()).json().path("code").asText())
        .isEqualTo("draft_incomplete");
    user.put("/api/v1/sign-up/draft", Map.of("location", KOCHI));
    var resumed = user.get("/api/v1/sign-up/draft").json();
    assertThat(resumed.at("/company/name").asText()).isEqualTo(name);
    assertThat(resumed.at("/location/city").asText()).isEqualTo("Kochi");

    var done = user.post("/api/v1/sign-up/tenant", Map.of("plan", "free"));
    assertThat(done.status()).as(done.toString()).isEqualTo(201);
    var tenant = new TenantId(done.json().path("tenant").asText());
    assertThat(tenant.value()).startsWith("cafe-lumiere-");
    assertThat(user.get("/api/v1/sign-up/draft").json().path("company").isNull()).isTrue();
    var me = user.post("/api/v1/me/tenant", Map.of("tenant", tenant.value()));
    assertThat(me.json().at("/tenant/id").asText()).isEqualTo(tenant.value());
    assertThat(me.json().path("role").asText()).isEqualTo("admin");
    assertThat(user.get("/api/v1/onboarding").status()).isEqualTo(200);
    var store = new TenantStore(platform.node().platform().database());
    eventually(
        () -> {
          var facts = store.facts(tenant).toCompletableFuture().join().orElseThrow();
          assertThat(facts.state().name()).isEqualTo("ONBOARDING");
          assertThat(facts.settings().info().city()).isEqualTo("Kochi");
          assertThat(facts.profile().timeZone()).isEqualTo("Asia/Kolkata");
        });
  }

  @Test
  void twoBusinessesOfOneNameGetTwoIdsAndOneThatAsksTwiceGetsOne() {
    var one = platform.newTenant().owner();
    var other = platform.newTenant().owner();
    var draft =
        Map.of(
            "company",
            Map.of("name", "Twin " + UUID.randomUUID(), "industry", "services"),
            "location",
            KOCHI,
            "plan",
            "free");
    var first = one.post("/api/v1/sign-up/tenant", draft).json().path("tenant").asText();
    var again = one.post("/api/v1/sign-up/tenant", draft).json().path("tenant").asText();
    var second = other.post("/api/v1/sign-up/tenant", draft).json().path("tenant").asText();
    assertThat(again).isEqualTo(first);
    assertThat(second).isEqualTo(first + "-2");
  }

  @Test
  void whoClosedABusinessCanBeginAnewUnderItsName() {
    var owner = platform.newTenant().owner();
    var draft =
        Map.of(
            "company",
            Map.of("name", "Phoenix " + UUID.randomUUID(), "industry", "services"),
            "location",
            KOCHI,
            "plan",
            "free");
    var first = owner.post("/api/v1/sign-up/tenant", draft).json().path("tenant").asText();
    owner.post("/api/v1/me/tenant", Map.of("tenant", first));
    assertThat(owner.post("/api/v1/account/close", Map.of("confirm", first)).status())
        .isEqualTo(202);
    eventually(
        () ->
            assertThat(owner.get("/api/v1/account").json().path("state").asText())
                .isEqualTo("cancelled"));

    var again = owner.post("/api/v1/sign-up/tenant", draft);
    assertThat(again.status()).as(again.toString()).isEqualTo(201);
    assertThat(again.json().path("tenant").asText()).isEqualTo(first + "-2");
  }

  @Test
  void refusesNamesThatAreOurs() {
    var user = platform.newTenant().owner();
    assertThat(user.get("/api/v1/sign-up/name?name=Platform").json().path("code").asText())
        .isEqualTo("name_reserved");
    assertThat(user.get("/api/v1/sign-up/name?name=%E0%A4%A8%E0%A4%AE").json().path("id").asText())
        .startsWith("nama");
  }

  @Test
  void whatSomebodyToldIsNobodyElses() {
    var one = platform.newTenant().owner();
    one.put(
        "/api/v1/sign-up/draft",
        Map.of("company", Map.of("name", "Secret Plan", "industry", "services")));
    var other = platform.newTenant().owner();
    assertThat(other.get("/api/v1/sign-up/draft").json().path("company").isNull()).isTrue();
    var bad =
        one.put(
            "/api/v1/sign-up/draft",
            Map.of("location", Map.of("country", "India", "timeZone", "Asia/Kolkata")));
    assertThat(bad.status()).isEqualTo(400);
  }
}
