package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
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
 * @param template what people are answered in who have not written by this channel lately
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
    Credentials credentials,
    Condition condition,
    @Nullable ReplyTemplate template) {

  /**
   * What channel and provider know each other by.
   *
   * @param signing what deliveries are signed with
   * @param verify what the provider shows in its handshake
   * @param access what the provider wants to see when we send
   * @param previous the signing secret before the current one
   */
  public record Credentials(
      @Nullable String signing,
      @Nullable String verify,
      @Nullable String access,
      @Nullable PreviousSecret previous) {
    Credentials signed(@Nullable String secret, @Nullable PreviousSecret before) {
      return new Credentials(secret, verify, access, before);
    }

    @Override
    public String toString() {
      return "credentials";
    }
  }

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
        new Credentials(signingSecret, verifyToken, accessToken, null),
        Condition.NEW,
        null);
  }

  public TenantId tenant() {
    return id.tenant();
  }

  /** What deliveries are signed with. */
  public @Nullable String signingSecret() {
    return credentials.signing();
  }

  /** What the provider shows in its handshake. */
  public @Nullable String verifyToken() {
    return credentials.verify();
  }

  /** What the provider wants to see when we send. */
  public @Nullable String accessToken() {
    return credentials.access();
  }

  /** The signing secret before the current one. */
  public @Nullable PreviousSecret previous() {
    return credentials.previous();
  }

  public ConnectedChannel named(String other) {
    return with(other, credentials, condition, template);
  }

  public ConnectedChannel with(Condition other) {
    return with(name, credentials, other, template);
  }

  public ConnectedChannel with(@Nullable ReplyTemplate other) {
    return with(name, credentials, condition, other);
  }

  /** With other credentials, which nobody has refused so far; what is null stays as it is. */
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
        new Credentials(
            signingSecret(),
            verify == null ? verifyToken() : verify,
            access == null ? accessToken() : access,
            previous()),
        condition.renewed(),
        template);
  }

  /** Signed with another secret from now on; the one before is accepted until then. */
  public ConnectedChannel rotated(String secret, Instant until) {
    var before = signingSecret();
    return signed(secret, before == null ? null : new PreviousSecret(before, until));
  }

  /** Signed with the current secret only. */
  public ConnectedChannel withoutPrevious() {
    return signed(signingSecret(), null);
  }

  /** As it was before its secret was replaced, as long as that one is accepted. */
  public Optional<ConnectedChannel> before(Instant now) {
    var before = previous();
    return before != null && now.isBefore(before.until())
        ? Optional.of(signed(before.secret(), null))
        : Optional.empty();
  }

  private ConnectedChannel signed(@Nullable String secret, @Nullable PreviousSecret before) {
    return with(name, credentials.signed(secret, before), condition, template);
  }

  private ConnectedChannel with(
      String aName, Credentials secrets, Condition state, @Nullable ReplyTemplate answers) {
    return new ConnectedChannel(
        id, kind, aName, endpointKey, externalId, aiReplies, region, secrets, state, answers);
  }

  @Override
  public String toString() {
    return kind.wire() + " channel " + id;
  }
}
