package ai.leadmetrics.streams.kit;

/** Secrets of this installation, sealed in the database: random, and the same on every node. */
public final class StoredSecrets {
  private StoredSecrets() {}

  /** The secret of this name; {@code fresh}, where no node has stored one yet. Blocks. */
  public static String of(Platform platform, String name, String fresh) {
    var secrets = platform.secrets();
    var sealed = secrets.seal(fresh, name);
    var stored =
        platform
            .database()
            .jdbi()
            .inTransaction(
                handle -> {
                  handle.execute(
                      "insert into core.signing_key (id, sealed) values (?, ?)"
                          + " on conflict do nothing",
                      name,
                      sealed);
                  return handle
                      .createQuery("select sealed from core.signing_key where id = :id")
                      .bind("id", name)
                      .mapTo(byte[].class)
                      .one();
                });
    return secrets.open(stored, name);
  }
}
