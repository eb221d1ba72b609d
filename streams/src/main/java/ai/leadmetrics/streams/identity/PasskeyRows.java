package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.identity.PasskeyStore.Passkey;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.AuthenticatorTransport;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The table of passkeys, as the WebAuthn library asks for it. A user's handle is their id: it says
 * nothing of the person, and authenticators give it back to tell who signs in.
 */
final class PasskeyRows implements CredentialRepository {
  private final Jdbi jdbi;

  private record Key(
      String user, ByteArray id, ByteArray publicKey, long count, String transports) {
    RegisteredCredential registered() {
      return RegisteredCredential.builder()
          .credentialId(id)
          .userHandle(handleOf(user))
          .publicKeyCose(publicKey)
          .signatureCount(count)
          .build();
    }

    PublicKeyCredentialDescriptor descriptor() {
      return PublicKeyCredentialDescriptor.builder().id(id).transports(transportsOf()).build();
    }

    private Set<AuthenticatorTransport> transportsOf() {
      return Arrays.stream(transports.split(","))
          .filter(name -> !name.isEmpty())
          .map(AuthenticatorTransport::of)
          .collect(Collectors.toSet());
    }
  }

  PasskeyRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static ByteArray handleOf(String user) {
    return new ByteArray(user.getBytes(StandardCharsets.UTF_8));
  }

  static String userOf(ByteArray handle) {
    return new String(handle.getBytes(), StandardCharsets.UTF_8);
  }

  /** False where the credential is registered already, by whomever. */
  static boolean insert(
      Handle handle,
      String user,
      Passkey passkey,
      PublicKeyCredentialDescriptor key,
      ByteArray publicKey,
      long count) {
    var transports =
        key.getTransports().orElse(new TreeSet<>()).stream()
            .map(AuthenticatorTransport::getId)
            .collect(Collectors.joining(","));
    return handle
            .createUpdate(
                "insert into core.passkey (id, user_id, credential_id, public_key, sign_count,"
                    + " transports, name, created_at) values (:id, :user, :credential, :key,"
                    + " :count, :transports, :name, :at) on conflict do nothing")
            .bind("id", passkey.id())
            .bind("user", user)
            .bind("credential", key.getId().getBytes())
            .bind("key", publicKey.getBytes())
            .bind("count", count)
            .bind("transports", transports)
            .bind("name", passkey.name())
            .bind("at", passkey.createdAt().atOffset(ZoneOffset.UTC))
            .execute()
        == 1;
  }

  /**
   * Notes a use; false when the counter is not ahead of the stored one any more, because somebody
   * used a copy in the meantime. Authenticators without a counter always say zero.
   */
  static boolean used(Handle handle, ByteArray credential, long count, Instant at) {
    return handle
            .createUpdate(
                "update core.passkey set sign_count = :count, last_used_at = :at"
                    + " where credential_id = :credential"
                    + " and (sign_count < :count or (sign_count = 0 and :count = 0))")
            .bind("credential", credential.getBytes())
            .bind("count", count)
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute()
        == 1;
  }

  static List<Passkey> list(Handle handle, String user) {
    return handle
        .createQuery("select * from core.passkey where user_id = :user order by created_at, id")
        .bind("user", user)
        .map(
            (row, _) ->
                new Passkey(
                    row.getString("id"),
                    row.getString("name"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    instant(row, "last_used_at")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String user) {
    return keys("user_id = :value", user).stream().map(Key::descriptor).collect(Collectors.toSet());
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String user) {
    return Optional.of(handleOf(user));
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray handle) {
    return Optional.of(userOf(handle));
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credential, ByteArray handle) {
    return keys("credential_id = :value", credential.getBytes()).stream()
        .filter(key -> handleOf(key.user).equals(handle))
        .map(Key::registered)
        .findFirst();
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credential) {
    return keys("credential_id = :value", credential.getBytes()).stream()
        .map(Key::registered)
        .collect(Collectors.toSet());
  }

  private List<Key> keys(String clause, Object value) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from core.passkey where " + clause)
                .bind("value", value)
                .map(
                    (row, _) ->
                        new Key(
                            row.getString("user_id"),
                            new ByteArray(row.getBytes("credential_id")),
                            new ByteArray(row.getBytes("public_key")),
                            row.getLong("sign_count"),
                            row.getString("transports")))
                .list());
  }
}
