package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.Aggregates;
import ai.leadmetrics.protocol.kit.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** Where a view's tables are, and what is known of the view as a whole. */
final class ViewSchema {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{1,30}");

  private final View view;
  private final String script;

  ViewSchema(View view) {
    if (!NAME.matcher(view.name()).matches()) {
      throw new IllegalArgumentException("not a name for a view: " + view.name());
    }
    this.view = view;
    this.script = read("db/view/" + view.name() + ".sql");
  }

  String live() {
    return view.name();
  }

  /** Filled by a rebuild beside the live one. */
  String next() {
    return view.name() + "_rebuild";
  }

  /** The former live one, until it is dropped. */
  String former() {
    return view.name() + "_former";
  }

  /** The aggregates whose events the view reads. */
  List<String> kinds() {
    return Aggregates.all().stream()
        .filter(aggregate -> view.contexts().contains(aggregate.context()))
        .map(aggregate -> aggregate.name())
        .toList();
  }

  /** Changes with the script: tables that were made by another one have to be built anew. */
  String fingerprint() {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates empty tables in a new schema. */
  void create(Handle handle, String schema) {
    handle.execute("drop schema if exists " + schema + " cascade");
    handle.execute("create schema " + schema);
    use(handle, schema);
    try (var statement = handle.getConnection().createStatement()) {
      statement.execute(script);
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of view " + view.name() + " fail", e);
    }
  }

  /** Unqualified names mean this schema until the transaction ends. */
  static void use(Handle handle, String schema) {
    handle.execute("set local search_path to " + schema + ", public");
  }

  boolean isCurrent(Handle handle) {
    return handle
        .createQuery("select fingerprint from core.view where name = ?")
        .bind(0, view.name())
        .mapTo(String.class)
        .findOne()
        .equals(Optional.of(fingerprint()));
  }

  /**
   * Keeps the live tables in place until the transaction ends; waits for a switch that is under
   * way.
   *
   * @return up to where a rebuild has applied the journal
   */
  Position enter(Handle handle) {
    // Before anything else in the transaction: names are looked up after a switch is over.
    var base =
        handle
            .createQuery("select tx, ordering from core.view where name = ? for share")
            .bind(0, view.name())
            .map((row, _) -> new Position(row.getLong(1), row.getLong(2)))
            .findOne()
            .orElseThrow(
                () -> new IllegalStateException("the view " + view.name() + " has not been built"));
    use(handle, live());
    return base;
  }

  private static String read(String resource) {
    try (var in = ViewSchema.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
