package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends a request with an error answer, in the shape the caller of that endpoint expects. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final ObjectNode body;

  private Refusal(int status, String message, ObjectNode body) {
    super(message, null, false, false);
    this.status = status;
    this.body = body;
  }

  /** An error of the simulator's own endpoints. */
  static Refusal of(int status, String message) {
    var body = Json.object();
    body.putObject("error").put("message", message);
    return new Refusal(status, message, body);
  }

  /** An error with a body of the endpoint's own. */
  static Refusal with(int status, ObjectNode body) {
    return new Refusal(status, body.toString(), body);
  }

  /** An error as the Graph API words it. */
  static Refusal graph(int status, int code, String type, String message, String details) {
    return graph(status, code, 0, type, message, details);
  }

  private static Refusal graph(
      int status, int code, int subcode, String type, String message, String details) {
    var body = Json.object();
    var error = body.putObject("error");
    error.put("message", message).put("type", type).put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    if (!details.isEmpty()) {
      error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
    }
    error.put("fbtrace_id", Ids.trace());
    return new Refusal(status, message, body);
  }

  /** An error as Razorpay words it. */
  static Refusal razorpay(int status, String description) {
    var body = Json.object();
    body.putObject("error")
        .put("code", "BAD_REQUEST_ERROR")
        .put("description", description)
        .put("source", "business");
    return new Refusal(status, description, body);
  }

  static Refusal invalidParameter(String details) {
    return graph(400, 100, "OAuthException", "(#100) Invalid parameter", details);
  }

  static Refusal unauthorized(String message) {
    return graph(401, 190, "OAuthException", message, "");
  }

  /** As the Graph API answers to a token whose time is over. */
  static Refusal expired() {
    return graph(
        401,
        190,
        463,
        "OAuthException",
        "Error validating access token: Session has expired on Monday, 01-Jan-24 00:00:00 PST. The"
            + " current time is Tuesday, 02-Jan-24 00:00:00 PST.",
        "");
  }

  /** As the Graph API answers for an id that is unknown, or hidden from the token. */
  static Refusal noObject(String id) {
    return graph(
        400,
        100,
        33,
        "GraphMethodException",
        "Unsupported request. Object with ID '"
            + id
            + "' does not exist, cannot be loaded due to missing permissions, or does not support"
            + " this operation. Please read the Graph API documentation at"
            + " https://developers.facebook.com/docs/graph-api",
        "");
  }

  static Refusal rateLimited() {
    return graph(
        429,
        130429,
        "OAuthException",
        "(#130429) Rate limit hit",
        "Message failed to send because there were too many messages sent from this phone number"
            + " in a short period of time");
  }

  static Refusal serverError() {
    return graph(
        500,
        131000,
        "OAuthException",
        "(#131000) Something went wrong",
        "Message failed to send due to an unknown error.");
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    return body;
  }
}
