package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.NoticeSource;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.List;
import java.util.Locale;

/** One stream per source of notices. */
public final class NoticeReactors {
  private NoticeReactors() {}

  public static List<StreamTask> all() {
    return Contexts.notices().stream().<StreamTask>map(Reactor::new).toList();
  }

  private record Reactor(NoticeSource source) implements StreamTask {
    @Override
    public String name() {
      var source = this.source.getClass().getSimpleName().replace("Notices", "");
      return "notices-" + source.toLowerCase(Locale.ROOT);
    }

    @Override
    public String role() {
      return "views";
    }

    @Override
    public Running start(Platform platform) {
      var hub = new Hub(platform);
      return Reactors.start(
          platform,
          name(),
          source.context(),
          source.events(),
          (record, _) -> hub.tell(record, source.of(record)));
    }
  }
}
