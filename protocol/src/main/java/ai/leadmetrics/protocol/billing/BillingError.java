package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of plans and credits. */
public enum BillingError implements ErrorCode {
  INSUFFICIENT_CREDITS(402, "Buy credits, raise the overage ceiling, or wait for the next period."),
  CREDITS_LOCKED(402, "Settle the open invoice; credits are locked until then."),
  PLAN_LIMIT(402, "Choose a plan that contains more."),
  ENTRY_CONFLICT(409, "This entry exists with other content; use an id of its own."),
  ENTRY_NOT_FOUND(404, "Nothing was reserved under this id."),
  ENTRY_TOO_OLD(409, "This entry is too old to be taken for a new one; look it up."),
  ENTRY_IN_FUTURE(400, "The entry's id names a time that is still to come; check the clock."),
  RESERVATION_EXPIRED(409, "The reservation was given back; reserve again under another id."),
  MORE_THAN_RESERVED(409, "No more can be used than was reserved; reserve the rest as well."),
  TOO_MANY_RESERVATIONS(429, "Finish or release some of the open reservations first."),
  AMOUNT_TOO_LARGE(400, "The balance cannot grow this large."),
  UNKNOWN_CREDIT_TYPE(400, "Name one of the credit types."),
  CREDIT_PERIOD_OVER(409, "Begin the next period first, then send the request again."),
  PLAN_NOT_FOUND(404, "There is no such plan or version."),
  PLAN_CHANGED(409, "Somebody published another version; look at it first.");

  private final int status;
  private final String advice;

  BillingError(int status, String advice) {
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
