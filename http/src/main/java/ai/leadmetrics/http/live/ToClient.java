package ai.leadmetrics.http.live;

import ai.leadmetrics.protocol.kit.Position;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What a browser is told on the live socket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
sealed interface ToClient {
  @JsonTypeName("welcome")
  record Welcome(Position position) implements ToClient {}

  /** Something has changed and can be fetched. */
  @JsonTypeName("event")
  record Event(String topic, Position position, String type, String entity) implements ToClient {}

  /** More has changed than could be told: fetch everything of the topic, {@code *} for all. */
  @JsonTypeName("refetch")
  record Refetch(String topic, Position position) implements ToClient {}

  @JsonTypeName("ping")
  record Ping(Position position) implements ToClient {}

  /** A request was not followed: forbidden, unknown_topic, too_many or malformed. */
  @JsonTypeName("refused")
  record Refused(String topic, String code) implements ToClient {}

  /** The last message: signed_out, changed, expired, idle or overrun. */
  @JsonTypeName("bye")
  record Bye(String reason) implements ToClient {}
}
