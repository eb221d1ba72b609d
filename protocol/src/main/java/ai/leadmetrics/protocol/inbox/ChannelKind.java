package ai.leadmetrics.protocol.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where messages come from and go to. */
public enum ChannelKind {
  @JsonProperty("whatsapp")
  WHATSAPP("whatsapp"),
  @JsonProperty("web-form")
  WEB_FORM("web-form"),
  /** No messages: reports on payments, to the platform itself. */
  @JsonProperty("razorpay")
  RAZORPAY("razorpay");

  private final String wire;

  ChannelKind(String wire) {
    this.wire = wire;
  }

  /** The name in URLs, topics and JSON. */
  public String wire() {
    return wire;
  }

  public static ChannelKind of(String wire) {
    for (var kind : values()) {
      if (kind.wire.equals(wire)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no channel kind " + wire);
  }
}
