package ai.leadmetrics.streams.connect.razorpay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.kit.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RazorpaySourceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final byte[] CHARGED =
      bytes(
          """
          {"entity":"event","event":"subscription.charged","created_at":1793491200,"payload":{
            "subscription":{"entity":{"id":"sub_N1","status":"active",
              "current_start":1793491200,"current_end":1796083200}},
            "payment":{"entity":{"id":"pay_N1","amount":353882,"currency":"INR","method":"card"}}}}
          """);

  private final RazorpaySource source = new RazorpaySource();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ConnectedChannel channel(@Nullable String secret) {
    return new ConnectedChannel(
        EntityId.parse("platform:chan_01"),
        ChannelKind.RAZORPAY,
        "Payments",
        "endpoint-key-endpoint-key",
        "rzp_key",
        false,
        "IN",
        secret,
        null,
        "key secret");
  }

  private Verdict verify(ConnectedChannel channel, String signature) {
    var headers = Headers.of(Map.of(RazorpaySource.SIGNATURE, signature));
    return source.verify(channel, headers, CHARGED);
  }

  @Test
  void takesWhatIsSignedWithTheSecret() {
    var channel = channel("new");
    assertThat(verify(channel, Signatures.hex("new", CHARGED))).isEqualTo(Verdict.VERIFIED);
    assertThat(verify(channel, Signatures.hex("old", CHARGED))).isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "zz", "sha256=", "00", "A"})
  void refusesAnythingElse(String signature) {
    assertThat(verify(channel("new"), signature)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void withoutASecretNothingIsTaken() {
    for (var secret : new @Nullable String[] {null, ""}) {
      assertThat(verify(channel(secret), Signatures.hex("old", CHARGED)))
          .isEqualTo(
              new Verdict.Refused(
                  401, "signature_unverifiable", "No webhook secret is set up; set one first."));
    }
  }

  private Element split(String id, byte[] body) {
    var headers = Headers.of(id.isEmpty() ? Map.of() : Map.of(RazorpaySource.EVENT_ID, id));
    return source.split(channel("s"), source.kept(headers, body), NOW).getFirst().element();
  }

  @Test
  void readsAChargeWithItsPeriod() {
    assertThat(split("evt_1", CHARGED))
        .isInstanceOfSatisfying(
            GatewayReport.class,
            report -> {
              assertThat(report.at()).isEqualTo(Instant.ofEpochSecond(1793491200));
              assertThat(report.fact())
                  .isEqualTo(
                      new GatewayFact.Charged(
                          "sub_N1",
                          Payment.of("razorpay", "pay_N1", Money.inr(353_882), "card"),
                          new Period(
                              Instant.ofEpochSecond(1793491200),
                              Instant.ofEpochSecond(1796083200))));
            });
  }

  @Test
  void theSameBodyUnderAnotherIdIsTheSameReport() {
    var first = (GatewayReport) split("evt_1", CHARGED);
    var again = (GatewayReport) split("evt_2", CHARGED);
    var bare = (GatewayReport) split("", CHARGED);
    assertThat(first.ids()).hasSize(2).contains("razorpay:event:evt_1");
    assertThat(again.ids()).contains(first.ids().getLast());
    assertThat(bare.ids()).containsExactly(first.ids().getLast());
    assertThat(((GatewayReport) split("bad id\n{}", CHARGED)).ids())
        .containsExactly(first.ids().getLast());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"event\":7}",
        "{\"event\":\"subscription.charged\",\"payload\":{}}",
        "{\"event\":\"refund.processed\",\"payload\":{\"refund\":{\"entity\":{\"id\":\"r\"}}}}"
      })
  void whatCannotBeReadIsSaidSo(String body) {
    assertThat(split("evt_1", bytes(body))).isInstanceOf(Element.Unreadable.class);
  }

  @Test
  void eventsThatDoNotConcernUsAreNotUnreadable() {
    assertThat(split("evt_1", bytes("{\"event\":\"settlement.processed\",\"payload\":{}}")))
        .isInstanceOfSatisfying(
            GatewayReport.class,
            report ->
                assertThat(report.fact())
                    .isEqualTo(new GatewayFact.Nothing("settlement.processed")));
  }
}
