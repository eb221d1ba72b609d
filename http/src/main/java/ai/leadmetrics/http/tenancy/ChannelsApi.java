package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.Problem.FieldError;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.Limit;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.inbox.Channel;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.Created;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Connects channels; their secrets go in and never come out. */
public final class ChannelsApi {
  private static final String PATH = "/api/v1/channels";

  private final ChannelStore channels;
  private final EntitlementStore entitlements;

  public ChannelsApi(ChannelStore channels, EntitlementStore entitlements) {
    this.channels = channels;
    this.entitlements = entitlements;
  }

  /**
   * @param phoneNumberId WhatsApp: Meta's id of the number
   * @param appSecret what deliveries are signed with
   * @param verifyToken WhatsApp: what Meta sends to try out the webhook
   * @param accessToken WhatsApp: for sending
   */
  record CreateChannelRequest(
      ChannelKind kind,
      @NotBlank @Plain @Size(max = 100) String name,
      @Nullable @Size(max = 64) String phoneNumberId,
      @Nullable @Size(min = 8, max = 256) String appSecret,
      @Nullable @Size(max = 256) String verifyToken,
      @Nullable @Size(max = 1024) String accessToken,
      Channel.Replies replies) {
    @Override
    public String toString() {
      return "new " + kind + " channel " + name;
    }
  }

  record CreateChannel(@Body CreateChannelRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listChannels", "The tenant's channels, the oldest first")
            .tenant(Permission.CHANNELS_MANAGE)
            .pages(
                Channel.class,
                (caller, _) ->
                    channels.list(caller.tenant()).thenApply(list -> new Page<>(list, null))),
        Endpoint.post(PATH, "createChannel", "Connect a channel")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(CreateChannel.class)
            .creates(Channel.class, this::create));
  }

  private CompletionStage<Channel> create(Caller.OfTenant caller, CreateChannel request) {
    var body = request.body();
    requireForKind(body);
    var channel =
        new NewChannel(
            body.kind(),
            body.name().strip(),
            body.phoneNumberId(),
            body.replies() == Channel.Replies.AI,
            null,
            body.appSecret(),
            body.verifyToken(),
            body.accessToken());
    return entitlements
        .of(caller.tenant())
        .thenCompose(
            has -> channels.create(caller.tenant(), channel, has.limits().of(Limit.CHANNELS)))
        .thenCompose(
            created ->
                switch (created) {
                  case Created.Connected(var connected) ->
                      CompletableFuture.completedFuture(connected);
                  case Created.Full(var count) -> full(caller, count);
                  case Created.Refused(var rejection) -> throw new ProblemException(rejection);
                });
  }

  private CompletionStage<Channel> full(Caller.OfTenant caller, long count) {
    return entitlements
        .room(caller.tenant(), Limit.CHANNELS, count + 1)
        .thenApply(
            refusal -> {
              throw new ProblemException(
                  refusal.orElseGet(() -> Rejection.of(BillingError.PLAN_LIMIT)));
            });
  }

  private static void requireForKind(CreateChannelRequest body) {
    var missing = new ArrayList<FieldError>();
    require(body.appSecret(), "appSecret", missing);
    switch (body.kind()) {
      case WHATSAPP -> {
        require(body.phoneNumberId(), "phoneNumberId", missing);
        require(body.verifyToken(), "verifyToken", missing);
        require(body.accessToken(), "accessToken", missing);
      }
      case WEB_FORM -> {}
      case RAZORPAY -> missing.add(new FieldError("kind", "invalid", "is not for tenants"));
    }
    if (!missing.isEmpty()) {
      throw ProblemException.invalid(missing);
    }
  }

  private static void require(@Nullable String value, String field, List<FieldError> missing) {
    if (value == null || value.isBlank()) {
      missing.add(new FieldError(field, "required", "is required for this kind of channel"));
    }
  }
}
