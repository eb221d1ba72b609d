package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A stand-in for Zoho Books: as much of its API as the product uses, and hands to make it fail. */
final class Zoho {
  private static final String TOKENS = "/oauth/v2/token";
  private static final String BOOKS = "/books/v3/";
  private static final String DESK = "/simulator/zoho/";

  /** What is kept under a path, and by which fields it is known. */
  private enum Shelf {
    CONTACTS("contacts", "contact", "contact_id", "contact_name"),
    INVOICES("invoices", "invoice", "invoice_id", "invoice_number"),
    CREDIT_NOTES("creditnotes", "creditnote", "creditnote_id", "creditnote_number"),
    PAYMENTS("customerpayments", "payment", "payment_id", "reference_number");

    private final String path;
    private final String entity;
    private final String id;
    private final String key;

    Shelf(String path, String entity, String id, String key) {
      this.path = path;
      this.entity = entity;
      this.id = id;
      this.key = key;
    }

    static Shelf of(String path) {
      for (var shelf : values()) {
        if (shelf.path.equals(path)) {
          return shelf;
        }
      }
      throw refused(404, 5, "Invalid URL Passed");
    }
  }

  private record Kept(Shelf shelf, ObjectNode body) {}

  private final List<Kept> all = new ArrayList<>();
  private int tokens;
  private int fails;
  private int failStatus;
  private boolean failsAfterActing;

  boolean serves(String path) {
    return path.equals(TOKENS) || path.startsWith(BOOKS) || path.startsWith(DESK);
  }

  synchronized void handle(Exchange exchange) throws IOException {
    var path = exchange.path();
    if (path.equals(TOKENS)) {
      exchange.reply(200, token(exchange));
    } else if (path.startsWith(DESK)) {
      Sandbox.refuseOtherSites(exchange);
      desk(exchange, path.substring(DESK.length()));
    } else {
      books(exchange, path.substring(BOOKS.length()).split("/", -1));
    }
  }

  private ObjectNode token(Exchange exchange) throws IOException {
    var form = exchange.form();
    if (!"refresh_token".equals(form.get("grant_type"))
        || form.getOrDefault("refresh_token", "").isEmpty()) {
      return Json.object().put("error", "invalid_code");
    }
    tokens++;
    return Json.object()
        .put("access_token", current())
        .put("expires_in", 3600)
        .put("token_type", "Bearer");
  }

  private String current() {
    return "1000.sandbox." + tokens;
  }

  private void books(Exchange exchange, String[] path) throws IOException {
    if (!exchange.header("Authorization").equals("Zoho-oauthtoken " + current())) {
      throw refused(401, 57, "You are not authorized to perform this operation");
    }
    boolean writes = exchange.method().equals("POST");
    boolean fails = writes && takeFailure();
    if (fails && !failsAfterActing) {
      throw refused(failStatus, failStatus == 429 ? 1070 : 1000, "The sandbox was told to fail");
    }
    var shelf = Shelf.of(path[0]);
    boolean applies = shelf == Shelf.CREDIT_NOTES && path.length == 3 && path[2].equals("invoices");
    var answer =
        applies
            ? credited(exchange, path[1], writes)
            : writes ? write(exchange, shelf, path) : list(exchange, shelf);
    if (fails) {
      throw refused(failStatus, 1000, "The sandbox was told to fail after it acted");
    }
    exchange.reply(writes && path.length == 1 ? 201 : 200, answer);
  }

  private boolean takeFailure() {
    boolean fail = fails > 0;
    fails -= fail ? 1 : 0;
    return fail;
  }

  private ObjectNode write(Exchange exchange, Shelf shelf, String[] path) throws IOException {
    if (path.length == 4 && path[2].equals("status") && path[3].equals("sent")) {
      find(shelf, shelf.id, path[1]).put("status", "sent");
      return Json.object().put("code", 0).put("message", "success");
    }
    var body = (ObjectNode) exchange.body();
    var key = body.path(shelf.key).asText("");
    if (shelf != Shelf.PAYMENTS && all.stream().anyMatch(one -> is(one, shelf, shelf.key, key))) {
      throw refused(400, 1001, "The " + shelf.key + " " + key + " already exists");
    }
    check(shelf, body);
    body.put(shelf.id, Integer.toString(46_000_000 + all.size()));
    if (shelf != Shelf.CONTACTS) {
      body.put("status", shelf == Shelf.INVOICES ? "draft" : "open");
    }
    all.add(new Kept(shelf, body));
    var answer = Json.object().put("code", 0).put("message", "created");
    answer.set(shelf.entity, body);
    return answer;
  }

  /** To which invoices a credit note is applied, after a request also to those that it names. */
  private ObjectNode credited(Exchange exchange, String id, boolean writes) throws IOException {
    var note = find(Shelf.CREDIT_NOTES, "creditnote_id", id);
    if (writes) {
      var body = exchange.body();
      checkInvoices(body);
      var credited = note.withArray("invoices_credited");
      body.path("invoices").forEach(credited::add);
    }
    var answer = Json.object().put("code", 0).put("message", "success");
    answer.putArray("invoices_credited");
    note.path("invoices_credited").forEach(answer.withArray("invoices_credited")::add);
    return answer;
  }

  private void check(Shelf shelf, JsonNode body) {
    if (shelf != Shelf.CONTACTS) {
      find(Shelf.CONTACTS, "contact_id", body.path("customer_id").asText());
    }
    checkInvoices(body);
  }

  private void checkInvoices(JsonNode body) {
    for (var applied : body.path("invoices")) {
      var invoice = find(Shelf.INVOICES, "invoice_id", applied.path("invoice_id").asText());
      if (invoice.path("status").asText().equals("draft")) {
        throw refused(400, 24_013, "Payments cannot be recorded for draft invoices");
      }
    }
  }

  private ObjectNode list(Exchange exchange, Shelf shelf) {
    var wanted = exchange.query(shelf.key);
    var answer = Json.object().put("code", 0).put("message", "success");
    var items = answer.putArray(shelf.path);
    all.stream()
        .filter(one -> wanted.isEmpty() || is(one, shelf, shelf.key, wanted))
        .filter(one -> one.shelf() == shelf)
        .forEach(one -> items.add(one.body()));
    return answer;
  }

  private ObjectNode find(Shelf shelf, String field, String value) {
    return all.stream()
        .filter(one -> is(one, shelf, field, value))
        .map(Kept::body)
        .findFirst()
        .orElseThrow(() -> refused(404, 1002, shelf.entity + " does not exist."));
  }

  private static boolean is(Kept one, Shelf shelf, String field, String value) {
    return one.shelf() == shelf && one.body().path(field).asText().equals(value);
  }

  private void desk(Exchange exchange, String what) throws IOException {
    switch (exchange.method() + ' ' + what) {
      case "POST fail" -> {
        var body = exchange.body();
        fails = body.path("count").asInt(1);
        failStatus = body.path("status").asInt(500);
        failsAfterActing = body.path("after").asBoolean();
        exchange.done();
      }
      case "POST expire" -> {
        tokens++;
        exchange.done();
      }
      case "GET documents" -> {
        var answer = Json.object();
        var shelf = Shelf.of(exchange.query("kind"));
        var items = answer.putArray("items");
        all.stream().filter(one -> one.shelf() == shelf).forEach(one -> items.add(one.body()));
        exchange.reply(200, answer);
      }
      default -> throw Refusal.of(404, "There is no " + exchange.path());
    }
  }

  private static Refusal refused(int status, int code, String message) {
    return Refusal.with(status, Json.object().put("code", code).put("message", message));
  }
}
