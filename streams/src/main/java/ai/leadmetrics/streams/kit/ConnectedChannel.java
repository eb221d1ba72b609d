package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's connection to a provider, with its opened secrets: never log or serialise one.
 *
 * @param endpointKey the unguessable last part of its webhook path
 * @param externalId how the provider names it, for example a phone number id
 * @param region ISO country that phone numbers without a country code belong to
 * @param signingSecret what deliveries are signed with
 * @param verifyToken what the provider shows in its handshake
 * @param accessToken what the provider wants to see when we send
 * @param previous the signing secret before the current one
 */
@Port
public record ConnectedChannel(
    EntityId id,
    ChannelKind kind,
    String name,
    String endpointKey,
    @Nullable String externalId,
    boolean aiReplies,
    String region,
    @Nullable String signingSecret,
    @Nullable String verifyToken,
    @Nullable String accessToken,
    @Nullable PreviousSecret previous,
    Condition condition) {

  /**
   * A signing secret that was replaced: what the provider sends again is still signed with it.
   *
   * @param until when it is no longer accepted
   */
  public record PreviousSecret(String secret, Instant until) {
    @Override
    public String toString() {
      return "secret until " + until;
    }
  }

  /**
   * Whether it works, and what its provider calls it.
   *
   * @param pausedAt since when the tenant has it paused
   * @param brokenAt since when the provider refuses its access token
   * @param credentials how often they were replaced
   */
  public record Condition(
      @Nullable Instant pausedAt,
      @Nullable Instant brokenAt,
      int credentials,
      @Nullable String verifiedName,
      @Nullable String displayNumber) {
    public static final Condition NEW = new Condition(null, null, 0, null, null);

    /** Why nothing can be sent, as a code that users are shown in words. */
    public Optional<String> obstacle() {
      return pausedAt != null
          ? Optional.of(Outcome.CHANNEL_PAUSED)
          : brokenAt != null ? Optional.of(Outcome.CHANNEL_CREDENTIALS) : Optional.empty();
    }

    public Condition paused(@Nullable Instant at) {
      return new Condition(at, brokenAt, credentials, verifiedName, displayNumber);
    }

    public Condition broken(Instant at) {
      return new Condition(pausedAt, at, credentials, verifiedName, displayNumber);
    }

    /** With other credentials, which nobody has refused so far. */
    public Condition renewed() {
      return new Condition(pausedAt, null, credentials + 1, verifiedName, displayNumber);
    }

    public Condition called(@Nullable String name, @Nullable String number) {
      return new Condition(pausedAt, brokenAt, credentials, name, number);
    }
  }

  public ConnectedChannel(
      EntityId id,
      ChannelKind kind,
      String name,
      String endpointKey,
      @Nullable String externalId,
      boolean aiReplies,
      String region,
      @Nullable String signingSecret,
      @Nullable String verifyToken,
      @Nullable String accessToken) {
    this(
        id,
        kind,
        name,
        endpointKey,
        externalId,
        aiReplies,
        region,
        signingSecret,
        verifyToken,
        accessToken,
        null,
        Condition.NEW);
  }

  public TenantId tenant() {
    return id.tenant();
  }

  public ConnectedChannel named(String other) {
    return new ConnectedChannel(
        id,
        kind,
        other,
        endpointKey,
        externalId,
        aiReplies,
        region,
        signingSecret,
        verifyToken,
        accessToken,
        previous,
        condition);
  }

  public ConnectedChannel with(Condition other) {
    return new ConnectedChannel(
        id,
        kind,
        name,
        endpointKey,
        externalId,
        aiReplies,
        region,
        signingSecret,
        verifyToken,
        accessToken,
        previous,
        other);
  }

  /** What is null stays as it is. */
  public ConnectedChannel renewed(
      @Nullable String external, @Nullable String verify, @Nullable String access) {
    return new ConnectedChannel(
        id,
        kind,
        name,
        endpointKey,
        external == null ? externalId : external,
        aiReplies,
        region,
        signingSecret,
        verify == null ? verifyToken : verify,
        access == null ? accessToken : access,
        previous,
        condition.renewed());
  }

  /** Signed with another secret from now on; the one before is accepted until then. */
  public ConnectedChannel rotated(String secret, Instant until) {
    return signed(secret, signingSecret == null ? null : new PreviousSecret(signingSecret, until));
  }

  /** Signed with the current secret only. */
  public ConnectedChannel withoutPrevious() {
    return signed(signingSecret, null);
  }

  /** As it was before its secret was replaced, as long as that one is accepted. */
  public Optional<ConnectedChannel> before(Instant now) {
    return previous != null && now.isBefore(previous.until())
        ? Optional.of(signed(previous.secret(), null))
        : Optional.empty();
  }

  private ConnectedChannel signed(@Nullable String secret, @Nullable PreviousSecret before) {
    return new ConnectedChannel(
        id,
        kind,
        name,
        endpointKey,
        externalId,
        aiReplies,
        region,
        secret,
        verifyToken,
        accessToken,
        before,
        condition);
  }

  @Override
  public String toString() {
    return kind.wire() + " channel " + id;
  }
}
