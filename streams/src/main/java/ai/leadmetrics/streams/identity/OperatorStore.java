package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.AuditEntry.Outcome;
import ai.leadmetrics.streams.identity.MailedLinks.Purpose;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.ops.AuditStore;
import com.typesafe.config.Config;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives roles of the platform. Only somebody who can reach the database may: no endpoint does.
 * Works beside running nodes, which learn of ended sessions within a minute.
 */
public final class OperatorStore {
  private static final String COMMAND_LINE = "command-line";

  private final Database database;
  private final AuditStore audit;
  private final Clock clock;
  private final Duration life;
  private final String publicUrl;

  /**
   * An account with a role of the platform.
   *
   * @param link to choose a password by; works once
   */
  public record Made(String email, Role role, boolean fresh, String link, Instant expiresAt) {
    @Override
    public String toString() {
      return role.wire() + ' ' + email;
    }
  }

  /** Reads {@code leadmetrics.auth.operators} and the public URL of the root configuration. */
  public OperatorStore(Database database, Config root, Clock clock) {
    this.database = database;
    this.audit = new AuditStore(database);
    this.clock = clock;
    this.life = root.getDuration("leadmetrics.auth.operators.link");
    this.publicUrl = root.getString("leadmetrics.http.public-url");
  }

  /**
   * Makes an operator of a new account, or of the one that the address has. All its sessions end,
   * and where nobody has proved the address, so does the password: a stranger may have chosen it.
   *
   * @param name absent: an existing account keeps its own, a new one is called by its address
   */
  public CompletionStage<Made> make(String email, @Nullable String name, Role role) {
    if (!Role.OF_PLATFORM.contains(role)) {
      throw new IllegalArgumentException(role.wire() + " is no role of the platform");
    }
    return database.transact(handle -> make(handle, email, name, role, clock.instant()));
  }

  private Made make(Handle handle, String email, @Nullable String name, Role role, Instant now) {
    var added = UserStore.add(handle, email, name == null ? email : name, null, now);
    var user = UserStore.lock(handle, email).orElseThrow();
    if (added.isEmpty() && name != null) {
      UserStore.setName(handle, user.id(), name);
    }
    if (!user.verified()) {
      UserStore.clearPassword(handle, user.id());
    }
    UserStore.setPlatformRole(handle, user.id(), role);
    SessionTable.end(handle, "true", user.id(), null, now, "role");
    var token = MailedLinks.replace(handle, Purpose.RESET, user.id(), now, life);
    audit.append(handle, line(user, role, now));
    return new Made(
        user.email(), role, added.isPresent(), publicUrl + "/reset?token=" + token, now.plus(life));
  }

  private static AuditEntry line(UserStore.User user, Role role, Instant now) {
    var before = user.platformRole();
    return new AuditEntry(
        Ids.next(Kind.AUDIT),
        now,
        null,
        COMMAND_LINE,
        null,
        null,
        "operator-made",
        user.id(),
        Outcome.DONE,
        null,
        null,
        List.of(new AuditChange("role", before == null ? null : before.wire(), role.wire())));
  }
}
