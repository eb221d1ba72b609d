package ai.leadmetrics.sandbox;

/**
 * A merchant's account at Razorpay, and where its webhooks go.
 *
 * @param keySecret with the id the password of the API; also what checkouts are signed with
 * @param webhookSecret what webhooks are signed with
 */
public record Account(String keyId, String keySecret, String webhookUrl, String webhookSecret) {}
