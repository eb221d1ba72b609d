package ai.leadmetrics.sandbox;

/**
 * A WhatsApp number of a business, as registered with the provider.
 *
 * @param accessToken the only token accepted for sends; empty accepts any
 * @param verifyToken used by the webhook handshake; may be empty
 * @param messagesPerSecond accepted sends per second; 0 is unlimited
 */
public record BusinessNumber(
    String phoneNumberId,
    String displayPhoneNumber,
    String webhookUrl,
    String appSecret,
    String accessToken,
    String verifyToken,
    int messagesPerSecond) {

  public BusinessNumber(
      String phoneNumberId, String displayPhoneNumber, String webhookUrl, String appSecret) {
    this(phoneNumberId, displayPhoneNumber, webhookUrl, appSecret, "", "", 0);
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "BusinessNumber[" + phoneNumberId + " -> " + webhookUrl + "]";
  }
}
