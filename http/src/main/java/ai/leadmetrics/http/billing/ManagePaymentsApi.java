package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.billing.PaymentRow;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.GatewaySetup;
import ai.leadmetrics.streams.billing.PaymentStore;
import ai.leadmetrics.streams.billing.Payments;
import ai.leadmetrics.streams.billing.Refunds;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.GatewayAccount;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Payments as operators see them: how the provider is set up, and giving money back. */
public final class ManagePaymentsApi {
  private static final String SETUP = "/api/v1/ops/payments";
  private static final String PAYMENTS = "/api/v1/manage/tenants/{tenant}/payments";

  private final PaymentStore payments;
  private final Refunds refunds;
  private final ChannelStore channels;
  private final GatewaySetup gateway;
  private final Clock clock;

  public ManagePaymentsApi(Platform platform) {
    this(
        new PaymentStore(platform.database()),
        new Refunds(platform),
        new ChannelStore(platform),
        new GatewaySetup(platform),
        platform.clock());
  }

  public ManagePaymentsApi(
      PaymentStore payments,
      Refunds refunds,
      ChannelStore channels,
      GatewaySetup gateway,
      Clock clock) {
    this.payments = payments;
    this.refunds = refunds;
    this.channels = channels;
    this.gateway = gateway;
    this.clock = clock;
  }

  record ListTenantPayments(
      @Path TenantId tenant,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  /**
   * @param keySecret absent where the one that is kept stays
   * @param webhookSecret likewise
   */
  record PaymentSetupRequest(
      @NotBlank @Size(max = 100) String keyId,
      @Nullable @Size(min = 8, max = 200) String keySecret,
      @Nullable @Size(min = 8, max = 200) String webhookSecret) {
    @Override
    public String toString() {
      return "credentials of " + keyId;
    }
  }

  record PutPaymentSetup(@Body PaymentSetupRequest body) {}

  /**
   * @param amount in paise; absent for all that is left
   */
  record RefundRequest(@Nullable @Min(1) Long amount) {}

  record RefundPayment(@Path TenantId tenant, @Path String id, @Body RefundRequest body) {}

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
        Endpoint.get(SETUP, "getPaymentSetup", "How payments are set up")
            .platform(Permission.OPS_MANAGE)
            .answers(PaymentSetup.class, (_, _) -> setup()),
        Endpoint.put(SETUP, "putPaymentSetup", "Set the payment provider's credentials")
            .platform(Permission.OPS_MANAGE)
            .inPerson()
            .takes(PutPaymentSetup.class)
            .does((_, request) -> gateway.keep(account(request.body()))),
        Endpoint.post(SETUP + "/test", "testPaymentSetup", "Ask the provider with the credentials")
            .platform(Permission.OPS_MANAGE)
            .answers(GatewaySetup.Tested.class, (_, _) -> gateway.test()),
        Endpoint.get(PAYMENTS, "listTenantPayments", "A tenant's payments, the latest first")
            .platform(Permission.INVOICES_MANAGE)
            .takes(ListTenantPayments.class)
            .pages(
                PaymentRow.class,
                (_, request) -> payments.list(request.tenant(), request.limit(), request.cursor())),
        Endpoint.post(
                PAYMENTS + "/{id}/refund",
                "refundPayment",
                "Give a payment back, all or part of it")
            .platform(Permission.INVOICES_MANAGE)
            .takes(RefundPayment.class)
            .accepts(
                (caller, request) ->
                    PaymentsApi.told(
                        refunds.refund(
                            new Payments.Request(request.tenant(), caller.user(), caller.command()),
                            request.id(),
                            request.body().amount()))));
  }

  private static GatewayAccount account(PaymentSetupRequest body) {
    return new GatewayAccount(
        body.keyId().strip(), stripped(body.keySecret()), stripped(body.webhookSecret()));
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }

  private CompletionStage<PaymentSetup> setup() {
    return channels
        .connected(TenantId.PLATFORM)
        .thenApply(
            all ->
                all.stream().filter(channel -> channel.kind() == ChannelKind.RAZORPAY).findFirst())
        .thenApply(found -> shown(found, clock.instant()));
  }

  private static PaymentSetup shown(Optional<ConnectedChannel> found, Instant now) {
    return found
        .map(
            channel ->
                new PaymentSetup(
                    channel.accessToken() != null && channel.signingSecret() != null,
                    channel.kind().wire(),
                    channel.externalId(),
                    "/webhooks/" + channel.kind().wire() + '/' + channel.endpointKey(),
                    channel.signingSecret() != null,
                    channel.before(now).isPresent()))
        .orElseGet(() -> new PaymentSetup(false, null, null, null, false, false));
  }
}
