package ai.leadmetrics.http.live;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.LiveNotice;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** Where live notices come from. */
public interface Feed {
  void subscribe(TenantId tenant, ActorRef<Live.Notices> subscriber);

  void unsubscribe(TenantId tenant, ActorRef<Live.Notices> subscriber);

  /** Where the journal stands. */
  CompletionStage<Position> position();

  /** What happened after a position, as far as it can still be told. */
  CompletionStage<Missed> since(TenantId tenant, Position position);

  /**
   * @param complete false where there was too much to tell: fetch everything
   */
  record Missed(List<LiveNotice> notices, boolean complete) {}
}
