package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/**
 * Why a payment failed, in words that a customer can act on. Razorpay names a {@code error_reason},
 * which is stable, and a {@code error_description} in English for customers; codes are never shown.
 */
final class FailureReasons {
  private static final int MAX_DESCRIPTION = 200;
  private static final String NO_MONEY = "There was not enough money in the account";
  private static final String DECLINED = "The bank declined the payment";
  private static final String NOT_CONFIRMED = "The payment was not confirmed by the customer";
  private static final String TOO_LATE = "The payment was not confirmed in time";
  private static final String EXPIRED_CARD = "The card has expired";
  private static final String BLOCKED = "The card or account is blocked for such payments";
  private static final String LIMIT = "The payment is above the limit of the card or account";
  private static final String TECHNICAL = "The bank had a technical problem";
  private static final String MANDATE = "The permission to charge the account was withdrawn";
  private static final String ACCOUNT = "The bank account is closed or not valid";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("insufficient_funds", NO_MONEY),
          Map.entry("insufficient_balance", NO_MONEY),
          Map.entry("card_declined", "The card was declined"),
          Map.entry("payment_declined", DECLINED),
          Map.entry("debit_declined", DECLINED),
          Map.entry("payment_failed", DECLINED),
          Map.entry("authorisation_declined_by_psp", "The UPI app declined the payment"),
          Map.entry("payment_cancelled", NOT_CONFIRMED),
          Map.entry("customer_action_required", NOT_CONFIRMED),
          Map.entry("authentication_failed", NOT_CONFIRMED),
          Map.entry("invalid_otp", "The one-time password was wrong"),
          Map.entry("incorrect_otp", "The one-time password was wrong"),
          Map.entry("incorrect_pin", "The PIN was wrong"),
          Map.entry("payment_timed_out", TOO_LATE),
          Map.entry("otp_expired", TOO_LATE),
          Map.entry("payment_collect_request_expired", TOO_LATE),
          Map.entry("card_expired", EXPIRED_CARD),
          Map.entry("incorrect_card_expiry_date", EXPIRED_CARD),
          Map.entry("debit_instrument_blocked", BLOCKED),
          Map.entry("debit_instrument_inactive", BLOCKED),
          Map.entry("card_disabled_for_online_payments", BLOCKED),
          Map.entry("transaction_limit_exceeded", LIMIT),
          Map.entry("transaction_daily_limit_exceeded", LIMIT),
          Map.entry("amount_exceeds_mandate_limit", LIMIT),
          Map.entry("bank_technical_error", TECHNICAL),
          Map.entry("issuer_technical_error", TECHNICAL),
          Map.entry("gateway_technical_error", TECHNICAL),
          Map.entry("server_error", TECHNICAL),
          Map.entry("bank_account_invalid", ACCOUNT),
          Map.entry("bank_account_closed", ACCOUNT),
          Map.entry("mandate_revoked", MANDATE),
          Map.entry("mandate_cancelled", MANDATE),
          Map.entry("mandate_paused", "The payments were paused in the UPI app"),
          Map.entry("mandate_expired", "The permission to charge the account has expired"));

  private static final Map<String, String> CODES =
      Map.of(
          "GATEWAY_ERROR", TECHNICAL,
          "SERVER_ERROR", TECHNICAL,
          "BAD_REQUEST_ERROR", DECLINED);

  private FailureReasons() {}

  /**
   * @param payment the one that failed; missing where the event has none
   * @param event what happened, where the payment says nothing of it
   */
  static String of(JsonNode payment, String event) {
    var known = REASONS.get(payment.path("error_reason").asText(""));
    if (known != null) {
      return known;
    }
    var description = payment.path("error_description").asText("");
    if (isSentence(description)) {
      return sentence(description);
    }
    var byCode = CODES.get(payment.path("error_code").asText(""));
    if (byCode != null) {
      return byCode;
    }
    return switch (event) {
      case "subscription.pending" -> "The bank did not release the payment; it is tried again";
      case "subscription.halted" ->
          "The bank did not release the payment, and it is not tried again";
      default -> "The bank gave no reason";
    };
  }

  /** Words, not a code: codes have no spaces, or underscores among their letters. */
  private static boolean isSentence(String text) {
    return text.strip().contains(" ") && !text.contains("_");
  }

  /** As texts go on after it, without a full stop. */
  private static String sentence(String description) {
    var line = Texts.line(description.replaceAll("\\s+", " "), MAX_DESCRIPTION);
    var capital = line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    return capital.endsWith(".") ? capital.substring(0, capital.length() - 1) : capital;
  }
}
