package ai.leadmetrics.streams.notifications;

import java.util.Map;

/**
 * A notice in the words of whoever is told.
 *
 * @param id of the notification: the same event, type and person have the same
 * @param values what its texts and its mail are filled with
 */
record Told(
    String id,
    Notice notice,
    NoticeType type,
    Person person,
    String title,
    String body,
    Map<String, String> values) {}
