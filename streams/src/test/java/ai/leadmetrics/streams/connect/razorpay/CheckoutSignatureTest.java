package ai.leadmetrics.streams.connect.razorpay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.CheckoutResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CheckoutSignatureTest {
  private static final String SECRET = "key secret";

  private static String signed(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isGenuine(CheckoutResult result) {
    return CheckoutSignature.isGenuine(SECRET, result);
  }

  @Test
  void anOrderIsSignedBeforeItsPayment() {
    assertThat(isGenuine(new CheckoutResult.Order("order_1", "pay_1", signed("order_1|pay_1"))))
        .isTrue();
    assertThat(isGenuine(new CheckoutResult.Order("order_1", "pay_1", signed("pay_1|order_1"))))
        .isFalse();
  }

  @Test
  void aSubscriptionIsSignedAfterItsPayment() {
    assertThat(isGenuine(new CheckoutResult.Subscription("sub_1", "pay_1", signed("pay_1|sub_1"))))
        .isTrue();
    assertThat(isGenuine(new CheckoutResult.Subscription("sub_1", "pay_1", signed("sub_1|pay_1"))))
        .isFalse();
  }

  @Test
  void aPaymentLinkIsSignedInFourParts() {
    var signature = signed("plink_1|ref_1|paid|pay_1");
    assertThat(isGenuine(new CheckoutResult.Link("plink_1", "ref_1", "paid", "pay_1", signature)))
        .isTrue();
    assertThat(
            isGenuine(new CheckoutResult.Link("plink_1", "ref_1", "expired", "pay_1", signature)))
        .isFalse();
    assertThat(isGenuine(new CheckoutResult.Link("plink_1", "ref_2", "paid", "pay_1", signature)))
        .isFalse();
    var two = signed("plink_1|pay_1");
    assertThat(isGenuine(new CheckoutResult.Link("plink_1", "ref_1", "paid", "pay_1", two)))
        .isFalse();
  }

  @Test
  void withoutASecretNothingIsGenuine() {
    var result = new CheckoutResult.Order("order_1", "pay_1", signed("order_1|pay_1"));
    assertThat(CheckoutSignature.isGenuine("", result)).isFalse();
  }
}
