package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every way to tell people, one line each, in the order in which they are offered. */
final class NoticeChannels {
  static final String BELL = "bell";
  static final String MAIL = "mail";

  private static final Map<String, Function<Platform, NoticeChannel>> ALL = all();

  private NoticeChannels() {}

  private static Map<String, Function<Platform, NoticeChannel>> all() {
    var all = new LinkedHashMap<String, Function<Platform, NoticeChannel>>();
    all.put(BELL, BellChannel::new);
    all.put(MAIL, MailChannel::new);
    all.put(TelegramChannel.NAME, TelegramChannel::new);
    all.put(PushChannel.NAME, PushChannel::new);
    return all;
  }

  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  static List<NoticeChannel> of(Platform platform) {
    return ALL.values().stream().map(make -> make.apply(platform)).toList();
  }
}
