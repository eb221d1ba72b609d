package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.GatewayAccount;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import java.time.Instant;
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
    var until = platform.clock().instant().plus(ChannelStore.overlap(platform.config()));
    return channels
        .connected(TenantId.PLATFORM)
        .thenCompose(
            all ->
                all.stream()
                    .filter(channel -> channel.kind() == ChannelKind.RAZORPAY)
                    .findFirst()
                    .<CompletionStage<?>>map(known -> renew(channels, known, wanted, until))
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
      ChannelStore channels, ConnectedChannel known, GatewayAccount wanted, Instant until) {
    return changed(known, wanted, until).equals(known)
        ? CompletableFuture.completedFuture(known)
        : channels.change(known.id(), current -> changed(current, wanted, until));
  }

  /** The secret before stays good for a while: what Razorpay sends again is signed with it. */
  static ConnectedChannel changed(ConnectedChannel known, GatewayAccount wanted, Instant until) {
    var secret = wanted.webhookSecret();
    boolean same =
        wanted.keyId().equals(known.externalId())
            && (wanted.keySecret() == null || wanted.keySecret().equals(known.accessToken()));
    var renewed = same ? known : known.renewed(wanted.keyId(), null, wanted.keySecret());
    return secret == null || secret.equals(known.signingSecret())
        ? renewed
        : renewed.rotated(secret, until);
  }

  private static @Nullable String present(String text) {
    return text.isBlank() ? null : text;
  }
}
