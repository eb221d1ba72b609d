package ai.leadmetrics.streams.kit;

import java.util.List;
import java.util.Optional;

/**
 * What a business context adds to a node. Contexts are found by {@link java.util.ServiceLoader}: a
 * new one is a line in {@code META-INF/services}. A new kind of part (a stream task, a view, a
 * notice source) is a method here, so that contexts declare their parts in their own package.
 */
public interface Context {
  /** The name that its events, topics and packages bear. */
  String name();

  /** What runs on nodes, besides the views and what tells notices. */
  default List<StreamTask> tasks() {
    return List.of();
  }

  /** Its read models. */
  default List<View> views() {
    return List.of();
  }

  /** What a clock starts. */
  default List<Job> jobs() {
    return List.of();
  }

  /** Which of its events people are told of. */
  default List<NoticeSource> notices() {
    return List.of();
  }

  /** What live clients can subscribe to. */
  default List<LiveTopic> liveTopics() {
    return List.of();
  }

  /** Its tables with rows of tenants. */
  default TenantTables tables() {
    return TenantTables.NONE;
  }

  /** What it tells the others of tenants; one context does. */
  default Optional<TenantDirectory> tenants(Database database) {
    return Optional.empty();
  }

  /** Whether its events are written to the audit log. */
  default boolean isAudited() {
    return false;
  }
}
