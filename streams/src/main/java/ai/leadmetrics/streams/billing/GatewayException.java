package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.streams.kit.Port;

/** The gateway could not be made to do something; nothing is lost by trying again. */
@Port
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Rejection rejection;

  GatewayException(PaymentError error, String detail) {
    super(error.code() + ": " + detail);
    this.rejection = Rejection.of(error);
  }

  GatewayException(Rejection rejection) {
    super(rejection.code());
    this.rejection = rejection;
  }

  public Rejection rejection() {
    return rejection;
  }
}
