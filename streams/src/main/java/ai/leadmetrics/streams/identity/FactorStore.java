package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.FactorMethod;
import ai.leadmetrics.streams.kit.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who has to take a second step to sign in. */
public final class FactorStore {
  private final Database database;

  public FactorStore(Database database) {
    this.database = database;
  }

  /**
   * What the user can show besides the first factor, best first. Empty unless an authenticator app
   * is in use: a passkey alone asks nobody for two steps.
   */
  public CompletionStage<List<FactorMethod>> methodsOf(String user) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select exists (select from core.totp"
                        + " where user_id = :user and confirmed_at is not null) as app,"
                        + " exists (select from core.backup_code where user_id = :user) as codes,"
                        + " exists (select from core.passkey where user_id = :user) as passkeys")
                .bind("user", user)
                .map(
                    (row, _) ->
                        methods(
                            row.getBoolean("app"),
                            row.getBoolean("codes"),
                            row.getBoolean("passkeys")))
                .one());
  }

  private static List<FactorMethod> methods(boolean app, boolean codes, boolean passkeys) {
    var methods = new ArrayList<FactorMethod>();
    if (app) {
      methods.add(FactorMethod.TOTP);
      if (passkeys) {
        methods.add(FactorMethod.PASSKEY);
      }
      if (codes) {
        methods.add(FactorMethod.BACKUP_CODE);
      }
    }
    return List.copyOf(methods);
  }
}
