package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.Payments;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Payments as operators see them: how the provider is set up, and giving money back. */
public final class ManagePaymentsApi {
  private final Payments payments;
  private final ChannelStore channels;

  public ManagePaymentsApi(Payments payments, ChannelStore channels) {
    this.payments = payments;
    this.channels = channels;
  }

  /**
   * @param amount in paise; absent for all that is left
   */
  record RefundRequest(@Nullable @Min(1) Long amount) {}

  record RefundPayment(@Path String tenant, @Path String id, @Body RefundRequest body) {}

  /**
   * How payments are set up; secrets are only said to be there.
   *
   * @param webhookPath what the provider's dashboard is to be told, after this node's address
   * @param rotating whether the webhook secret before the current one is still accepted
   */
  record PaymentSetup(
      boolean ready,
      @Nullable String gateway,
      @Nullable String keyId,
      @Nullable String webhookPath,
      boolean webhookSecret,
      boolean rotating) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/ops/payments", "getPaymentSetup", "How payments are set up")
            .platform(Permission.OPS_MANAGE)
            .answers(PaymentSetup.class, (_, _) -> setup()),
        Endpoint.post(
                "/api/v1/manage/tenants/{tenant}/payments/{id}/refund",
                "refundPayment",
                "Give a payment back, all or part of it")
            .platform(Permission.INVOICES_MANAGE)
            .takes(RefundPayment.class)
            .accepts(
                (caller, request) ->
                    PaymentsApi.told(
                        payments.refund(
                            new Payments.Request(
                                tenant(request.tenant()), caller.user(), caller.command()),
                            request.id(),
                            request.body().amount()))));
  }

  private static TenantId tenant(String text) {
    try {
      return new TenantId(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
  }

  private CompletionStage<PaymentSetup> setup() {
    return channels
        .connected(TenantId.PLATFORM)
        .thenApply(
            all ->
                all.stream().filter(channel -> channel.kind() == ChannelKind.RAZORPAY).findFirst())
        .thenApply(ManagePaymentsApi::shown);
  }

  private static PaymentSetup shown(Optional<ConnectedChannel> found) {
    return found
        .map(
            channel ->
                new PaymentSetup(
                    channel.accessToken() != null && channel.signingSecret() != null,
                    channel.kind().wire(),
                    channel.externalId(),
                    "/webhooks/" + channel.kind().wire() + '/' + channel.endpointKey(),
                    channel.signingSecret() != null,
                    channel.previousSecret() != null))
        .orElseGet(() -> new PaymentSetup(false, null, null, null, false, false));
  }
}
