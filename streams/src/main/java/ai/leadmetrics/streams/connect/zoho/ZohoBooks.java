package ai.leadmetrics.streams.connect.zoho;

import ai.leadmetrics.streams.connect.zoho.ZohoHttp.Told;
import ai.leadmetrics.streams.kit.Accounting;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Keeps our documents in Zoho Books under our own numbers. Each is looked for before it is made, so
 * an answer that was lost is found; whoever calls does so for one document at a time.
 */
public final class ZohoBooks implements Accounting {
  private final ZohoHttp http;
  private final ZohoDocuments documents;

  /** Reads {@code leadmetrics.zoho}. */
  public ZohoBooks(Platform platform) {
    var config = platform.config().getConfig("leadmetrics.zoho");
    this.http = new ZohoHttp(platform.system(), platform.clock(), config);
    this.documents = new ZohoDocuments(config);
  }

  public static boolean isOn(Config root) {
    return !root.getString("leadmetrics.zoho.refresh-token").isBlank();
  }

  /** Ends a push with what the books said instead of an id. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Stopped(Answer answer) {
      super(answer.toString(), null, false, false);
      this.answer = answer;
    }
  }

  /** Where a kind of thing is found in the API. */
  private record Shelf(String path, String entity, String id, String search) {
    static final Shelf CONTACTS = new Shelf("contacts", "contact", "contact_id", "contact_name");
    static final Shelf INVOICES = new Shelf("invoices", "invoice", "invoice_id", "invoice_number");
    static final Shelf CREDIT_NOTES =
        new Shelf("creditnotes", "creditnote", "creditnote_id", "creditnote_number");
    static final Shelf PAYMENTS =
        new Shelf("customerpayments", "payment", "payment_id", "reference_number");

    /** Zoho's lists are named in the plural, except where they are not. */
    String list() {
      return equals(PAYMENTS) ? "customerpayments" : path;
    }
  }

  @Override
  public String name() {
    return "zoho";
  }

  @Override
  public CompletionStage<Answer> push(Document document) {
    return made(document)
        .<Answer>thenApply(Answer.Done::new)
        .exceptionally(
            failure -> {
              var cause =
                  failure instanceof CompletionException wrapped && wrapped.getCause() != null
                      ? wrapped.getCause()
                      : failure;
              return cause instanceof Stopped stopped
                  ? stopped.answer
                  : new Answer.Later("no answer: " + cause.getMessage());
            });
  }

  private CompletionStage<String> made(Document document) {
    return customer(document.customer())
        .thenCompose(
            customer ->
                switch (document) {
                  case Document.Invoice invoice -> invoice(customer, invoice);
                  case Document.CreditNote note -> creditNote(customer, note);
                  case Document.Payment payment -> payment(customer, payment);
                });
  }

  private CompletionStage<String> customer(Customer customer) {
    return once(Shelf.CONTACTS, "", ZohoDocuments.nameOf(customer), documents.contact(customer));
  }

  /** Drafts cannot be paid: it is marked as sent, which once more is no harm. */
  private CompletionStage<String> invoice(String customer, Document.Invoice invoice) {
    return once(
            Shelf.INVOICES,
            "?ignore_auto_number_generation=true",
            invoice.number(),
            documents.invoice(customer, invoice))
        .thenCompose(
            id ->
                http.post("invoices/" + id + "/status/sent", Map.of())
                    .thenApply(answer -> well(answer, _ -> id)));
  }

  private CompletionStage<String> payment(String customer, Document.Payment payment) {
    return invoice(payment.invoice())
        .thenCompose(
            invoice ->
                once(
                    Shelf.PAYMENTS,
                    "",
                    payment.number(),
                    documents.payment(customer, invoice, payment)));
  }

  private CompletionStage<String> creditNote(String customer, Document.CreditNote note) {
    return invoice(note.invoice())
        .thenCompose(
            invoice ->
                once(
                        Shelf.CREDIT_NOTES,
                        "?ignore_auto_number_generation=true",
                        note.number(),
                        documents.creditNote(customer, note))
                    .thenCompose(
                        id ->
                            note.applied() == 0
                                ? CompletableFuture.completedFuture(id)
                                : apply(id, invoice, note)));
  }

  /** To its invoice, unless it was. */
  private CompletionStage<String> apply(String id, String invoice, Document.CreditNote note) {
    var path = "creditnotes/" + id + "/invoices";
    return http.get(path)
        .thenApply(answer -> well(answer, json -> json.path("invoices_credited")))
        .thenCompose(
            known ->
                known.findValuesAsText("invoice_id").contains(invoice)
                    ? CompletableFuture.completedFuture(id)
                    : http.post(path, ZohoDocuments.applied(invoice, note.applied()))
                        .thenApply(answer -> well(answer, _ -> id)));
  }

  private CompletionStage<String> invoice(String number) {
    return find(Shelf.INVOICES, number)
        .thenApply(
            id -> {
              if (id.isEmpty()) {
                throw new Stopped(new Answer.Later("the invoice " + number + " first"));
              }
              return id;
            });
  }

  private CompletionStage<String> once(Shelf shelf, String query, String key, Object body) {
    return find(shelf, key)
        .thenCompose(
            known ->
                known.isEmpty()
                    ? http.post(shelf.path() + query, body)
                        .thenApply(
                            answer ->
                                well(
                                    answer,
                                    json -> json.path(shelf.entity()).path(shelf.id()).asText()))
                    : CompletableFuture.completedFuture(known));
  }

  /** Its id; empty where there is none. */
  private CompletionStage<String> find(Shelf shelf, String key) {
    return http.get(shelf.path() + '?' + shelf.search() + '=' + ZohoHttp.encoded(key))
        .thenApply(
            answer ->
                well(
                    answer,
                    json -> {
                      for (var one : json.path(shelf.list())) {
                        // The search may be by part of it.
                        if (key.equals(one.path(shelf.search()).asText())) {
                          return one.path(shelf.id()).asText();
                        }
                      }
                      return "";
                    }));
  }

  private static <T> T well(Told answer, Function<JsonNode, T> reader) {
    if (answer.isWell()) {
      return reader.apply(answer.json());
    }
    throw new Stopped(
        answer.isRefusal()
            ? new Answer.Refused(answer.message())
            : new Answer.Later(answer.message()));
  }
}
