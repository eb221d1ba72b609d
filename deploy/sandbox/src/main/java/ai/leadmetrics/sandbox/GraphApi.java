package ai.leadmetrics.sandbox;

import ai.leadmetrics.sandbox.Faults.Mode;
import ai.leadmetrics.sandbox.GraphRequest.MarkRead;
import ai.leadmetrics.sandbox.GraphRequest.Send;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The provider's side of the Graph API. */
final class GraphApi {
  private static final Pattern MESSAGES =
      Pattern.compile("/v[0-9]{1,3}\\.[0-9]/([A-Za-z0-9_-]{1,64})/messages");

  private static final Pattern NUMBER =
      Pattern.compile("/v[0-9]{1,3}\\.[0-9]/([A-Za-z0-9_-]{1,64})");

  private static final Pattern TEMPLATES =
      Pattern.compile("/v[0-9]{1,3}\\.[0-9]/([A-Za-z0-9_-]{1,64})/message_templates");

  private final Numbers numbers;
  private final MessageTemplates templates;
  private final Faults faults;
  private final Sends sends;
  private final Phones phones;
  private final StatusPoster statuses;
  private final Duration silence;

  GraphApi(
      Numbers numbers,
      MessageTemplates templates,
      Faults faults,
      Sends sends,
      Phones phones,
      StatusPoster statuses,
      Duration silence) {
    this.numbers = numbers;
    this.templates = templates;
    this.faults = faults;
    this.sends = sends;
    this.phones = phones;
    this.statuses = statuses;
    this.silence = silence;
  }

  void handle(Exchange exchange) throws IOException {
    var one = NUMBER.matcher(exchange.path());
    if (one.matches() && "GET".equals(exchange.method())) {
      number(exchange, one.group(1));
      return;
    }
    var account = TEMPLATES.matcher(exchange.path());
    if (account.matches() && "GET".equals(exchange.method())) {
      numbers.authorize(exchange.header("Authorization"));
      exchange.reply(200, templates.list(account.group(1), exchange.query("name")));
      return;
    }
    var path = MESSAGES.matcher(exchange.path());
    if (!path.matches() || !"POST".equals(exchange.method())) {
      throw Refusal.graph(
          400, 100, "GraphMethodException", "Unsupported " + exchange.method() + " request.", "");
    }
    var number = numbers.authorize(path.group(1), exchange.header("Authorization"));
    switch (GraphRequest.parse(exchange.body(), templates)) {
      case MarkRead(var messageId) -> {
        phones.status(messageId, "read");
        exchange.reply(200, Json.object().put("success", true));
      }
      case Send send -> send(exchange, number, send);
    }
  }

  /** What is known of a number: what integrations ask to see whether a token is good for it. */
  private void number(Exchange exchange, String id) throws IOException {
    var number = numbers.authorize(id, exchange.header("Authorization"));
    switch (faults.take()) {
      case TOO_MANY -> throw Refusal.rateLimited();
      case SERVER_ERROR -> throw Refusal.serverError();
      case SILENT, DROP_RESPONSE -> faults.hold(silence);
      case NONE, OUT_OF_ORDER, DUPLICATE_STATUS, FAILED ->
          exchange.reply(
              200,
              Json.object()
                  .put("verified_name", "Sandbox Business")
                  .put("display_phone_number", number.displayPhoneNumber())
                  .put("id", number.phoneNumberId()));
    }
  }

  private void send(Exchange exchange, BusinessNumber number, Send send) throws IOException {
    if (!numbers.admit(number, Instant.now().getEpochSecond())) {
      throw Refusal.rateLimited();
    }
    var mode = faults.take();
    switch (mode) {
      case TOO_MANY -> throw Refusal.rateLimited();
      case SERVER_ERROR -> throw Refusal.serverError();
      case SILENT -> faults.hold(silence);
      case DROP_RESPONSE -> {
        statuses.start(accept(number, send), mode);
        faults.hold(silence);
      }
      case NONE, OUT_OF_ORDER, DUPLICATE_STATUS, FAILED -> answer(exchange, number, send, mode);
    }
  }

  private void answer(Exchange exchange, BusinessNumber number, Send send, Mode mode)
      throws IOException {
    var accepted = accept(number, send);
    try {
      exchange.reply(200, accepted(send, accepted));
    } finally {
      // Accepted is accepted, even when the caller has left before the answer.
      statuses.start(accepted, mode);
    }
  }

  private Sends.Accepted accept(BusinessNumber number, Send send) {
    var accepted = sends.add(number.phoneNumberId(), send, Instant.now());
    phones.add(
        Phones.Direction.OUT,
        accepted.to(),
        accepted.phoneNumberId(),
        accepted.id(),
        accepted.text(),
        accepted.at(),
        "accepted");
    return accepted;
  }

  private static ObjectNode accepted(Send send, Sends.Accepted accepted) {
    var body = Json.object().put("messaging_product", "whatsapp");
    body.putArray("contacts")
        .addObject()
        .put("input", send.input())
        .put(Ids.isUser(accepted.to()) ? "user_id" : "wa_id", accepted.to());
    body.putArray("messages").addObject().put("id", accepted.id());
    return body;
  }
}
