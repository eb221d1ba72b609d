package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Position;

/**
 * An event as it lies in the journal.
 *
 * @param persistenceId {@code Kind|tenant:local}
 * @param writtenAt epoch milliseconds
 * @param manifest {@code Kind/type}
 */
@SuppressWarnings("ArrayRecordComponent") // forwarded as it is, never compared
record JournalRow(
    Position position,
    String persistenceId,
    long seq,
    long writtenAt,
    String manifest,
    byte[] payload) {

  /** Name of the aggregate. */
  String kind() {
    return persistenceId.substring(0, bar());
  }

  /** Type of the event, for example {@code message-received}. */
  String type() {
    return manifest.substring(manifest.indexOf('/') + 1);
  }

  /** The entity's key. */
  String key() {
    return persistenceId.substring(bar() + 1);
  }

  EventRecord decode() {
    var kind = kind();
    return new EventRecord(
        kind, EntityId.parse(key()), seq, position, EventCodec.read(kind, payload));
  }

  private int bar() {
    int bar = persistenceId.indexOf('|');
    if (bar < 1) {
      throw new IllegalStateException("not an entity's persistence id: " + persistenceId);
    }
    return bar;
  }
}
