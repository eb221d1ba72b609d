package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.inbox.Channel;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.connect.Messengers;
import ai.leadmetrics.streams.kit.ChannelCheck;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Messenger;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Port;
import ai.leadmetrics.streams.kit.TemplateCheck;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.Created;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a tenant does with its channels. Credentials are shown to the provider before they are kept:
 * when it refuses them, or cannot be asked, everything stays as it was.
 */
@Port
public final class ChannelSetup {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelSetup.class);

  private final ChannelStore channels;
  private final Map<ChannelKind, Messenger> messengers;
  private final Clock clock;
  private final Duration overlap;

  /** What to change; absent stays as it is. */
  public record Change(
      @Nullable String name,
      @Nullable String signingSecret,
      @Nullable String verifyToken,
      @Nullable String accessToken) {
    @Override
    public String toString() {
      return "change to " + name;
    }
  }

  /** A channel, or why it is not as wished. */
  public sealed interface Result {
    /**
     * @param before as it was
     */
    record Changed(Channel before, Channel channel) implements Result {}

    record Refused(Rejection rejection) implements Result {}
  }

  public ChannelSetup(Platform platform) {
    this(
        new ChannelStore(platform),
        Messengers.open(platform),
        platform.clock(),
        ChannelStore.overlap(platform.config()));
  }

  ChannelSetup(
      ChannelStore channels,
      Map<ChannelKind, Messenger> messengers,
      Clock clock,
      Duration overlap) {
    this.channels = channels;
    this.messengers = messengers;
    this.clock = clock;
    this.overlap = overlap;
  }

  public CompletionStage<List<Channel>> list(TenantId tenant) {
    return channels.list(tenant);
  }

  /**
   * Connects a channel whose provider takes its credentials.
   *
   * @param most as many channels the tenant may have
   */
  public CompletionStage<Created> connect(TenantId tenant, NewChannel wanted, long most) {
    return check(wanted.kind(), wanted.externalId(), wanted.accessToken())
        .thenCompose(
            check ->
                check instanceof ChannelCheck.Good(var name, var number)
                    ? channels.create(tenant, wanted.called(name, number), most)
                    : done(new Created.Refused(refusal(check))));
  }

  /** Changes a channel; the secret before still counts for a while, other credentials at once. */
  public CompletionStage<Result> change(EntityId id, Change wanted) {
    return channels
        .find(id)
        .thenCompose(
            found ->
                found
                    .map(known -> checked(known, wanted))
                    .orElseGet(() -> done(new Result.Refused(absent()))));
  }

  private CompletionStage<Result> checked(ConnectedChannel known, Change wanted) {
    if (wanted.accessToken() == null) {
      return change(known.id(), current -> changed(current, wanted));
    }
    return check(known.kind(), known.externalId(), wanted.accessToken())
        .thenCompose(
            check ->
                check instanceof ChannelCheck.Good(var name, var number)
                    ? change(
                        known.id(),
                        current -> {
                          var changed = changed(current, wanted);
                          return changed.with(changed.condition().called(name, number));
                        })
                    : done(new Result.Refused(refusal(check))));
  }

  private ConnectedChannel changed(ConnectedChannel channel, Change wanted) {
    var named = wanted.name() == null ? channel : channel.named(wanted.name());
    var renewed =
        wanted.verifyToken() == null && wanted.accessToken() == null
            ? named
            : named.renewed(null, wanted.verifyToken(), wanted.accessToken());
    var secret = wanted.signingSecret();
    return secret == null || secret.equals(channel.signingSecret())
        ? renewed
        : renewed.rotated(secret, clock.instant().plus(overlap));
  }

  /**
   * Answers people who have not written by the channel lately in a template from now on, once its
   * provider says that it is approved.
   */
  public CompletionStage<Result> useTemplate(
      EntityId id, String account, String name, String language) {
    return channels
        .find(id)
        .thenCompose(
            found ->
                found
                    .map(known -> template(known, account, name, language))
                    .orElseGet(() -> done(new Result.Refused(absent()))));
  }

  private CompletionStage<Result> template(
      ConnectedChannel known, String account, String name, String language) {
    var messenger = messengers.get(known.kind());
    return messenger == null
        ? done(new Result.Refused(Rejection.of(TenancyError.TEMPLATE_UNKNOWN)))
        : messenger
            .template(known, account, name, language)
            .thenCompose(
                check ->
                    check instanceof TemplateCheck.Good(var template)
                        ? change(known.id(), channel -> channel.with(template))
                        : done(new Result.Refused(Rejection.of(refusal(check)))));
  }

  private static TenancyError refusal(TemplateCheck check) {
    return switch (check) {
      case TemplateCheck.Missing() -> TenancyError.TEMPLATE_UNKNOWN;
      case TemplateCheck.NotApproved _ -> TenancyError.TEMPLATE_NOT_APPROVED;
      case TemplateCheck.Unsuitable() -> TenancyError.TEMPLATE_UNSUITABLE;
      case TemplateCheck.TokenRefused() -> TenancyError.CHANNEL_TOKEN_REFUSED;
      case TemplateCheck.Unavailable(var detail) -> {
        LOG.warn("a provider could not be asked about a template: {}", detail);
        yield TenancyError.CHANNEL_UNCHECKED;
      }
      case TemplateCheck.Good _ -> throw new IllegalArgumentException("not refused");
    };
  }

  /** Nobody is answered in a template any more. */
  public CompletionStage<Result> dropTemplate(EntityId id) {
    return change(id, channel -> channel.with((ReplyTemplate) null));
  }

  /** From now on nothing signed with the secret before is taken. */
  public CompletionStage<Result> endPreviousSecret(EntityId id) {
    return change(id, ConnectedChannel::withoutPrevious);
  }

  /** Nothing goes out until it is resumed; what comes in is kept. */
  public CompletionStage<Result> pause(EntityId id) {
    return change(
        id,
        channel ->
            channel.condition().pausedAt() != null
                ? channel
                : channel.with(channel.condition().paused(clock.instant())));
  }

  public CompletionStage<Result> resume(EntityId id) {
    return change(id, channel -> channel.with(channel.condition().paused(null)));
  }

  /** Disconnects a channel; empty where there is none. */
  public CompletionStage<Optional<Channel>> disconnect(EntityId id) {
    return channels.remove(id).thenApply(known -> known.map(ChannelStore::shown));
  }

  private CompletionStage<Result> change(EntityId id, UnaryOperator<ConnectedChannel> change) {
    return channels
        .change(id, change)
        .thenApply(
            changed ->
                changed
                    .<Result>map(
                        both ->
                            new Result.Changed(
                                ChannelStore.shown(both.before()),
                                ChannelStore.shown(both.after())))
                    .orElseGet(() -> new Result.Refused(absent())));
  }

  private CompletionStage<ChannelCheck> check(
      ChannelKind kind, @Nullable String externalId, @Nullable String accessToken) {
    var messenger = messengers.get(kind);
    return messenger == null || externalId == null || accessToken == null
        ? done(new ChannelCheck.Good(null, null))
        : messenger.check(externalId, accessToken);
  }

  private static Rejection refusal(ChannelCheck check) {
    return Rejection.of(
        switch (check) {
          case ChannelCheck.TokenRefused(var detail) -> {
            LOG.info("a provider refused an access token: {}", detail);
            yield TenancyError.CHANNEL_TOKEN_REFUSED;
          }
          case ChannelCheck.NumberUnknown() -> TenancyError.CHANNEL_NUMBER_UNKNOWN;
          case ChannelCheck.Unavailable(var detail) -> {
            LOG.warn("a provider could not be asked about a channel: {}", detail);
            yield TenancyError.CHANNEL_UNCHECKED;
          }
          case ChannelCheck.Good _ -> throw new IllegalArgumentException("not refused");
        });
  }

  private static Rejection absent() {
    return Rejection.of(TenancyError.CHANNEL_NOT_FOUND);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
