package ai.leadmetrics.streams.kit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every context of this product, and what they add together. */
@Port
public final class Contexts {
  private static final List<Context> ALL =
      ServiceLoader.load(Context.class, Contexts.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Context::name))
          .toList();

  private Contexts() {}

  /** Sorted by name. */
  public static List<Context> all() {
    return ALL;
  }

  /** Everything that streams; a node runs those of its roles. */
  public static List<StreamTask> tasks() {
    return Stream.concat(
            Stream.of(Relay.task(), RelaySignal.task(), new Scheduling(jobs())),
            ALL.stream()
                .flatMap(
                    context ->
                        Stream.concat(
                            context.tasks().stream(), context.views().stream().map(Views::task))))
        .toList();
  }

  /** Every read model. */
  public static List<View> views() {
    return each(Context::views);
  }

  /** The read model of that name. */
  public static Optional<View> view(String name) {
    return views().stream().filter(view -> view.name().equals(name)).findFirst();
  }

  /** Everything that a clock starts. */
  public static List<Job> jobs() {
    return each(Context::jobs);
  }

  /** Every source of notices. */
  public static List<NoticeSource> notices() {
    return each(Context::notices);
  }

  /** Everything that live clients can subscribe to. */
  public static List<LiveTopic> liveTopics() {
    return each(Context::liveTopics);
  }

  /** What every context has of tenants. */
  public static List<TenantTables> tables() {
    return ALL.stream().map(Context::tables).toList();
  }

  /** What is known of tenants. */
  public static TenantDirectory tenants(Database database) {
    return ALL.stream()
        .flatMap(context -> context.tenants(database).stream())
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> each(Function<Context, List<T>> part) {
    return ALL.stream().flatMap(context -> part.apply(context).stream()).toList();
  }
}
