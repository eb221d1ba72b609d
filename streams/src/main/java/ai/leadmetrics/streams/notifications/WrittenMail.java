package ai.leadmetrics.streams.notifications;

/** A mail as its recipient reads it. */
public record WrittenMail(String subject, String html, String text) {}
