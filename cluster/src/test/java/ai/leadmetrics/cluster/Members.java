package ai.leadmetrics.cluster;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** Two members of one cluster, over real connections: actor systems without any services. */
public record Members(ActorSystem<Void> here, ActorSystem<Void> elsewhere)
    implements AutoCloseable {
  /** Two that have found each other. */
  public static Members start(String name) {
    var members = new Members(member(name), member(name));
    var first = Cluster.get(members.here).selfMember().address();
    for (var member : members.all()) {
      Cluster.get(member).manager().tell(Join.create(first));
    }
    members.all().forEach(member -> awaitUp(member, 2));
    return members;
  }

  private static ActorSystem<Void> member(String name) {
    var config =
        NodeConfig.load(
            Map.of(
                "leadmetrics.cluster.port", 0,
                "pekko.remote.artery.canonical.port", 0,
                "pekko.cluster.sharding.remember-entities", false));
    return ActorSystem.create(Behaviors.empty(), name, config);
  }

  /** Waits until a member sees so many of them up, itself included. */
  public static void awaitUp(ActorSystem<?> member, int count) {
    var cluster = Cluster.get(member);
    await()
        .until(
            () ->
                StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                        .filter(known -> known.status() == MemberStatus.up())
                        .count()
                    == count);
  }

  public List<ActorSystem<Void>> all() {
    return List.of(here, elsewhere);
  }

  @Override
  public void close() {
    all().forEach(ActorSystem::terminate);
  }
}
