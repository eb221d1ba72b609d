package ai.leadmetrics.protocol.kit;

/** Names of Kafka topics and record headers. */
public final class Topics {
  public static final String INGEST_PREFIX = "ingest.";
  public static final String EVENTS_PREFIX = "events.";
  public static final String DEAD = "ingest.dead";
  public static final String WORK_AGENTS = "work.agents";
  public static final String DELIVERY_MESSAGES = "delivery.messages";

  /** Outgoing messages of channels that cannot take them right now, keyed by channel. */
  public static final String DELIVERY_HELD = "delivery.held";

  /** Aggregate name of an event, for example {@code Conversation}. */
  public static final String KIND = "kind";

  /** Type of an event, for example {@code message-received}. */
  public static final String TYPE = "type";

  /** Sequence number of an event within its entity. */
  public static final String SEQ = "seq";

  /** Position in the journal: {@code <tx>.<ordering>}. */
  public static final String POSITION = "pos";

  public static final String ENDPOINT = "endpoint";
  public static final String RECEIVED_AT = "received-at";
  public static final String DELIVERY = "delivery";

  private Topics() {}

  public static String events(String context) {
    return EVENTS_PREFIX + context;
  }

  public static String ingest(String source) {
    return INGEST_PREFIX + source;
  }
}
