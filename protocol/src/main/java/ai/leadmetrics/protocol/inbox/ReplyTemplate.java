package ai.leadmetrics.protocol.inbox;

/**
 * The approved message template of a channel that people are answered in who have not written by it
 * lately: somebody who filled in a form, say.
 *
 * @param account the provider's id of the business account that owns it
 * @param name as the provider lists it, for example {@code reply_to_enquiry}
 * @param language as the provider writes it, with an underscore: {@code en}, {@code pt_BR}
 * @param body its text; {@value #PLACE} stands where the answer goes
 */
public record ReplyTemplate(String account, String name, String language, String body) {
  public static final String PLACE = "{{1}}";

  /** What a template has to leave for answers; most of the AI's have less than half. */
  public static final int LEAST_ROOM = 500;

  /** Characters of the whole message. */
  private static final int MOST = 1024;

  /** How many characters an answer may have. */
  public int room() {
    return MOST - (body.length() - PLACE.length());
  }

  /** The message as its reader sees it. */
  public String around(String answer) {
    return body.replace(PLACE, line(answer));
  }

  /** An answer as a template takes it: without line breaks, tabs and runs of spaces. */
  public static String line(String answer) {
    return answer.strip().replaceAll("\\s+", " ");
  }
}
