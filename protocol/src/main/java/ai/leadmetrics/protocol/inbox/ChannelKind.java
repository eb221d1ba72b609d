package ai.leadmetrics.protocol.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where messages come from and go to. */
public enum ChannelKind {
  @JsonProperty("whatsapp")
  WHATSAPP("whatsapp", Duration.ofHours(24)),
  @JsonProperty("web-form")
  WEB_FORM("web-form", null),
  /** Answers to web forms; nothing comes in by it. */
  @JsonProperty("email")
  EMAIL("email", null),
  /** No messages: reports on payments, to the platform itself. */
  @JsonProperty("razorpay")
  RAZORPAY("razorpay", null);

  private final String wire;
  private final @Nullable Duration window;

  ChannelKind(String wire, @Nullable Duration window) {
    this.wire = wire;
    this.window = window;
  }

  /** The name in URLs, topics and JSON. */
  public String wire() {
    return wire;
  }

  /** Whether an answer goes by another way than the message came. */
  public boolean repliesElsewhere() {
    return this == WEB_FORM;
  }

  /**
   * From when on free text is no longer allowed; absent where the channel has no customer service
   * window. WhatsApp: 24 hours after the customer's last message
   * (developers.facebook.com/docs/whatsapp/pricing).
   *
   * @param lastInbound when the customer wrote last; the epoch if never
   */
  public @Nullable Instant windowClosesAt(Instant lastInbound) {
    return window == null ? null : lastInbound.plus(window);
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
