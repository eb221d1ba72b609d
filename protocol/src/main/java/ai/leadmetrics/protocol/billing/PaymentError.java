package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of subscriptions and payments. */
public enum PaymentError implements ErrorCode {
  SUBSCRIPTION_NOT_FOUND(404, "There is no such subscription."),
  SUBSCRIPTION_OVER(409, "This subscription is over; subscribe anew."),
  SUBSCRIPTION_ENDING(409, "This subscription is about to end; resume it first."),
  SUBSCRIPTION_UNPAID(402, "Pay what is owed first."),
  SUBSCRIPTION_EXISTS(409, "There is one of this plan already; change that one."),
  NOT_AN_UPGRADE(409, "This plan costs no more than the current one; it can start next period."),
  NOT_A_DOWNGRADE(409, "This plan costs more than the current one; pay the difference instead."),
  PLAN_DIFFERS(409, "The plan has been changed since; ask for the price again."),
  PERIOD_OVER(409, "A new period has begun; ask for the price again."),
  NOTHING_TO_RESUME(409, "This subscription is not about to end."),
  PLAN_NOT_FOR_SALE(400, "Choose one of the plans on offer."),
  CHARGING_ENDED(409, "Its payments were cancelled with the bank; choose the plan again."),
  CHECKOUT_OUTDATED(409, "This can no longer be paid and was closed; choose the plan again."),
  CHECKOUT_INVALID(400, "The payment could not be verified; nothing was changed."),
  AMOUNT_DIFFERS(409, "Give back between one paisa and what is left of the payment."),
  PURCHASE_NOT_FOUND(404, "There is no such payment."),
  PAYMENTS_OFF(503, "Payments are not set up on this installation; ask its operator."),
  GATEWAY_UNAVAILABLE(503, "The payment provider did not answer; try again in a moment.");

  private final int status;
  private final String advice;

  PaymentError(int status, String advice) {
    this.status = status;
    this.advice = advice;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String advice() {
    return advice;
  }
}
