package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.GatewayAccount;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform's credentials: from the settings, where they name some, or as operators say. */
public final class RazorpayAccount implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(RazorpayAccount.class);

  @Override
  public String name() {
    return "razorpay-account";
  }

  @Override
  public String role() {
    return "ingest";
  }

  @Override
  public Running start(Platform platform) {
    var config = platform.config().getConfig("leadmetrics.razorpay");
    var keyId = config.getString("key-id");
    if (!keyId.isBlank()) {
      var wanted =
          new GatewayAccount(
              keyId,
              present(config.getString("key-secret")),
              present(config.getString("webhook-secret")));
      keep(platform, wanted)
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  LOG.error("the credentials of Razorpay could not be kept", failure);
                }
              });
    }
    return Running.always();
  }

  /** What is absent stays as it is. */
  public static CompletionStage<?> keep(Platform platform, GatewayAccount wanted) {
    var channels = new ChannelStore(platform);
    return channels
        .connected(TenantId.PLATFORM)
        .thenCompose(
            all ->
                all.stream()
                    .filter(channel -> channel.kind() == ChannelKind.RAZORPAY)
                    .findFirst()
                    .<CompletionStage<?>>map(known -> renew(channels, known, wanted))
                    .orElseGet(() -> create(channels, wanted)));
  }

  private static CompletionStage<?> create(ChannelStore channels, GatewayAccount wanted) {
    return channels.create(
        TenantId.PLATFORM,
        new NewChannel(
            ChannelKind.RAZORPAY,
            "Razorpay",
            wanted.keyId(),
            false,
            null,
            wanted.webhookSecret(),
            null,
            wanted.keySecret()));
  }

  private static CompletionStage<?> renew(
      ChannelStore channels, ConnectedChannel known, GatewayAccount wanted) {
    var changed = changed(known, wanted);
    return changed.equals(known) ? CompletableFuture.completedFuture(0) : channels.renew(changed);
  }

  /** The secret before stays good: what Razorpay sends again is signed with it. */
  static ConnectedChannel changed(ConnectedChannel known, GatewayAccount wanted) {
    var secret = wanted.webhookSecret();
    boolean rotated = secret != null && !secret.equals(known.signingSecret());
    return new ConnectedChannel(
        known.id(),
        known.kind(),
        known.name(),
        known.endpointKey(),
        wanted.keyId(),
        known.aiReplies(),
        known.region(),
        secret == null ? known.signingSecret() : secret,
        known.verifyToken(),
        wanted.keySecret() == null ? known.accessToken() : wanted.keySecret(),
        rotated ? known.signingSecret() : known.previousSecret());
  }

  private static @Nullable String present(String text) {
    return text.isBlank() ? null : text;
  }
}
