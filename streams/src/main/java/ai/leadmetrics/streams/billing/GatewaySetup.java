package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.streams.connect.Gateways;
import ai.leadmetrics.streams.kit.GatewayAccount;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Port;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The platform's account at its payment gateway. */
@Port
public final class GatewaySetup {
  private final Platform platform;

  public GatewaySetup(Platform platform) {
    this.platform = platform;
  }

  /**
   * What the provider says to the credentials; asks it for something that does not exist.
   *
   * @param detail why it did not take them, or could not be asked
   */
  public record Tested(boolean accepted, @Nullable String detail) {}

  public CompletionStage<Tested> test() {
    return Gateways.open(platform)
        .find(new PaymentGateway.Wanted.Order("credentials-test", Money.inr(100), Map.of()))
        .thenApply(
            answer ->
                switch (answer) {
                  case PaymentGateway.Answer.Done<?> _ -> new Tested(true, null);
                  case PaymentGateway.Answer.Refused<?>(var code, var detail) ->
                      new Tested(false, code + ": " + detail);
                  case PaymentGateway.Answer.Unknown<?>(var detail) -> new Tested(false, detail);
                });
  }

  /** Takes other credentials over; all nodes use them within seconds. */
  public CompletionStage<?> keep(GatewayAccount account) {
    return Gateways.keep(platform, account);
  }
}
