package ai.leadmetrics.streams.kit;

import java.util.List;

/** Says which events of a context people want to know of, and what they are told. */
public interface NoticeSource {
  /** The context whose events are read, for example {@code billing}. */
  String context();

  /** An event record, or the sealed interface of all events of an aggregate. */
  Class<?> events();

  /**
   * What one event leads to, mostly nothing. The same event must always give the same notices: each
   * is told once per event, type and person.
   */
  List<Notice> of(EventRecord record);
}
