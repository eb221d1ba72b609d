package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jdbi.v3.core.Handle;

/** The bell of the portal. What it shows is the notification itself; here it rings. */
record BellChannel(ActorSystem<?> system) implements NoticeChannel {
  BellChannel(Platform platform) {
    this(platform.system());
  }

  @Override
  public String name() {
    return NoticeChannels.BELL;
  }

  @Override
  public boolean isLoud() {
    return false;
  }

  @Override
  public List<String> addresses(Handle handle, Person person) {
    return List.of(person.id());
  }

  @Override
  public void tell(Handle handle, Told told, String address, Instant due) {
    var live = live(told.notice().tenant(), address, told.id());
    handle.afterCommit(() -> Live.of(system).publish(List.of(live)));
  }

  static LiveNotice live(TenantId tenant, String user, String id) {
    return new LiveNotice(tenant, "notifications:" + user, "notified", id, Position.START);
  }
}
