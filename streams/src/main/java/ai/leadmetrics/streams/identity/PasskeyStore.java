package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.typesafe.config.Config;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passkeys (WebAuthn): registers them and tells who signs in with one. */
public final class PasskeyStore {
  private static final Logger LOG = LoggerFactory.getLogger(PasskeyStore.class);

  /** How long people take to find their key and touch it. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Database database;
  private final RelyingParty party;
  private final Challenges<Registering> registrations;
  private final Challenges<SigningIn> assertions;

  /** A user's passkey, without its key. */
  public record Passkey(String id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}

  /**
   * What a browser is asked for.
   *
   * @param id to answer with, once
   * @param options what goes to {@code navigator.credentials}, as JSON
   */
  public record PasskeyQuestion(String id, String options) {}

  /**
   * Somebody who has shown their passkey.
   *
   * @param verified whether the authenticator knew the person, by finger, face or PIN
   */
  public record Shown(String user, boolean verified) {}

  record Registering(String user, String options) {}

  record SigningIn(String request) {}

  /** Reads {@code leadmetrics.auth.passkeys} and {@code leadmetrics.http.public-url}. */
  public PasskeyStore(Platform platform) {
    this.database = platform.database();
    this.registrations =
        new Challenges<>(platform, "passkey-registration", Registering.class, PATIENCE);
    this.assertions = new Challenges<>(platform, "passkey-sign-in", SigningIn.class, PATIENCE);
    this.party =
        party(
            platform.config().getConfig("leadmetrics.auth.passkeys"),
            platform.config().getString("leadmetrics.http.public-url"));
  }

  private RelyingParty party(Config config, String publicUrl) {
    var domain = config.getString("domain");
    var origins = new HashSet<>(config.getStringList("origins"));
    origins.add(publicUrl);
    return RelyingParty.builder()
        .identity(
            RelyingPartyIdentity.builder()
                .id(domain.isBlank() ? URI.create(publicUrl).getHost() : domain)
                .name(config.getString("name"))
                .build())
        .credentialRepository(new PasskeyRows(database.jdbi()))
        .origins(origins)
        .build();
  }

  public CompletionStage<List<Passkey>> list(String user) {
    return database.read(handle -> PasskeyRows.list(handle, user));
  }

  /** Asks a browser to make a passkey. */
  public CompletionStage<PasskeyQuestion> register(
      String user, String email, String name, Instant at) {
    return CompletableFuture.supplyAsync(
            () ->
                party.startRegistration(
                    StartRegistrationOptions.builder()
                        .user(
                            UserIdentity.builder()
                                .name(email)
                                .displayName(name)
                                .id(PasskeyRows.handleOf(user))
                                .build())
                        .authenticatorSelection(
                            AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build())
                        .timeout(PATIENCE.toMillis())
                        .build()),
            database.threads())
        .thenCompose(
            options ->
                registrations
                    .open(new Registering(user, json(options::toJson)), at)
                    .thenApply(
                        id -> new PasskeyQuestion(id, json(options::toCredentialsCreateJson))));
  }

  /**
   * Checks the browser's answer; empty where it does not fit the question. The passkey is not
   * stored before {@link Registered#store}.
   */
  public CompletionStage<Optional<Registered>> registered(
      String user, String question, String credential, String name, Instant at) {
    return registrations
        .take(question, at)
        .thenApplyAsync(
            asked ->
                asked
                    .filter(registering -> registering.user.equals(user))
                    .flatMap(registering -> verify(registering, credential))
                    .map(result -> new Registered(database, user, name, at, result)),
            database.threads());
  }

  /** A passkey that has passed every check. */
  public static final class Registered {
    private final Database database;
    private final String user;
    private final Passkey passkey;
    private final RegistrationResult result;

    private Registered(
        Database database, String user, String name, Instant at, RegistrationResult result) {
      this.database = database;
      this.user = user;
      this.result = result;
      this.passkey = new Passkey(Ids.next(Kind.PASSKEY), name, at, null);
    }

    public Passkey passkey() {
      return passkey;
    }

    /** False where the same passkey is stored already. */
    public CompletionStage<Boolean> store() {
      return database.transact(
          handle ->
              PasskeyRows.insert(
                  handle,
                  user,
                  passkey,
                  result.getKeyId(),
                  result.getPublicKeyCose(),
                  result.getSignatureCount()));
    }
  }

  private Optional<RegistrationResult> verify(Registering asked, String credential) {
    try {
      var result =
          party.finishRegistration(
              FinishRegistrationOptions.builder()
                  .request(PublicKeyCredentialCreationOptions.fromJson(asked.options))
                  .response(PublicKeyCredential.parseRegistrationResponseJson(credential))
                  .build());
      return Optional.of(result);
    } catch (RegistrationFailedException | IOException | RuntimeException e) {
      // What the browser sends is not ours: whatever is wrong with it is a refusal.
      LOG.info("a passkey was not accepted: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Asks a browser for a passkey.
   *
   * @param user whose; absent where the passkey is to tell who it is, which takes a verified person
   */
  public CompletionStage<PasskeyQuestion> signIn(@Nullable String user, Instant at) {
    return CompletableFuture.supplyAsync(
            () ->
                party.startAssertion(
                    StartAssertionOptions.builder()
                        .username(Optional.ofNullable(user))
                        .userVerification(
                            user == null
                                ? UserVerificationRequirement.REQUIRED
                                : UserVerificationRequirement.PREFERRED)
                        .timeout(PATIENCE.toMillis())
                        .build()),
            database.threads())
        .thenCompose(
            request ->
                assertions
                    .open(new SigningIn(json(request::toJson)), at)
                    .thenApply(id -> new PasskeyQuestion(id, json(request::toCredentialsGetJson))));
  }

  /** Who answers a question with their passkey; empty where the answer does not hold. */
  public CompletionStage<Optional<Shown>> shown(String question, String credential, Instant at) {
    return assertions
        .take(question, at)
        .thenApplyAsync(
            asked -> asked.flatMap(request -> verify(request, credential)), database.threads())
        .thenCompose(
            result ->
                result.isPresent()
                    ? noteUse(result.get(), at)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletionStage<Optional<Shown>> noteUse(AssertionResult result, Instant at) {
    return database
        .transact(
            handle ->
                PasskeyRows.used(
                    handle,
                    result.getCredential().getCredentialId(),
                    result.getSignatureCount(),
                    at))
        .thenApply(
            used ->
                used
                    ? Optional.of(new Shown(result.getUsername(), result.isUserVerified()))
                    : Optional.empty());
  }

  private Optional<AssertionResult> verify(SigningIn asked, String credential) {
    try {
      var result =
          party.finishAssertion(
              FinishAssertionOptions.builder()
                  .request(AssertionRequest.fromJson(asked.request))
                  .response(PublicKeyCredential.parseAssertionResponseJson(credential))
                  .build());
      return result.isSuccess() ? Optional.of(result) : Optional.empty();
    } catch (AssertionFailedException | IOException | RuntimeException e) {
      LOG.info("a sign-in by passkey was refused: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** False where the user has no such passkey. */
  public CompletionStage<Boolean> rename(String user, String id, String name) {
    return database.transact(
        handle ->
            handle.execute(
                    "update core.passkey set name = ? where user_id = ? and id = ?", name, user, id)
                == 1);
  }

  /** False where the user has no such passkey. */
  public CompletionStage<Boolean> remove(String user, String id) {
    return database.transact(
        handle ->
            handle.execute("delete from core.passkey where user_id = ? and id = ?", user, id) == 1);
  }

  private interface Written {
    String json() throws JsonProcessingException;
  }

  private static String json(Written written) {
    try {
      return written.json();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
