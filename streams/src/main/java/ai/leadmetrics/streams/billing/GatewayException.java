package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.streams.kit.Port;
import java.util.concurrent.CompletionException;

/** The gateway could not be made to do something; nothing is lost by trying again. */
@Port
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Rejection rejection;
  private final boolean notFound;

  GatewayException(PaymentError error, String detail) {
    this(error, detail, false);
  }

  /**
   * @param notFound whether the gateway has not got what it was asked about
   */
  GatewayException(PaymentError error, String detail, boolean notFound) {
    super(error.code() + ": " + detail);
    this.rejection = Rejection.of(error);
    this.notFound = notFound;
  }

  GatewayException(Rejection rejection) {
    super(rejection.code());
    this.rejection = rejection;
    this.notFound = false;
  }

  static boolean isNotFound(Throwable failure) {
    var cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return cause instanceof GatewayException known && known.notFound;
  }

  public Rejection rejection() {
    return rejection;
  }
}
