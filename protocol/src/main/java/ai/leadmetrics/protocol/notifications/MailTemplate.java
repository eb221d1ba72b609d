package ai.leadmetrics.protocol.notifications;

import java.util.List;

/**
 * A mail that the platform can write.
 *
 * @param values what it asks for
 */
public record MailTemplate(String name, String subject, List<String> values) {

  /**
   * One as its recipient would read it, with made-up values.
   *
   * @param html a whole document; show it in a frame without rights
   */
  public record Preview(String subject, String html, String text) {}
}
