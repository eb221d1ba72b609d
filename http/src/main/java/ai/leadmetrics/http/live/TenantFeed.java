package ai.leadmetrics.http.live;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.ops.LiveQueries;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** The cluster's live notices, and the journal for whoever was away. */
public final class TenantFeed implements Feed {
  private final Live live;
  private final LiveQueries queries;

  public TenantFeed(Live live, LiveQueries queries) {
    this.live = live;
    this.queries = queries;
  }

  @Override
  public void subscribe(TenantId tenant, ActorRef<Live.Notices> subscriber) {
    live.subscribe(tenant, subscriber);
  }

  @Override
  public void unsubscribe(TenantId tenant, ActorRef<Live.Notices> subscriber) {
    live.unsubscribe(tenant, subscriber);
  }

  @Override
  public CompletionStage<Position> position() {
    return queries.position();
  }

  @Override
  public CompletionStage<Missed> since(TenantId tenant, Position position) {
    return queries
        .since(tenant, position)
        .thenApply(missed -> new Missed(missed.notices(), missed.complete()));
  }
}
