package ai.leadmetrics.http.live;

import ai.leadmetrics.protocol.kit.Position;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What a browser says on the live socket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
sealed interface FromClient {
  @JsonTypeName("subscribe")
  record Subscribe(String topic) implements FromClient {}

  @JsonTypeName("unsubscribe")
  record Unsubscribe(String topic) implements FromClient {}

  /** Asks for what happened after the last position the client has seen. */
  @JsonTypeName("resume")
  record Resume(Position position) implements FromClient {}

  @JsonTypeName("pong")
  record Pong() implements FromClient {}
}
