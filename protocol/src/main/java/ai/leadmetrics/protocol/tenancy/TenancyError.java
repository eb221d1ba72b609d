package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of tenants and their channels. */
public enum TenancyError implements ErrorCode {
  TENANT_NOT_FOUND(404, "There is no such tenant."),
  TENANT_EXISTS(409, "Choose another id for the tenant."),
  TENANT_FROZEN(402, "Pay what is due under Billing; until then data can be read and exported."),
  TENANT_PAUSED(403, "The platform's operator has paused this account; ask them why."),
  TENANT_CANCELLED(403, "This account is closed; its data can be exported until it is erased."),
  TENANT_ERASED(409, "The tenant's data was erased; nothing can be done with it any more."),
  NOT_CANCELLED(409, "Cancel the tenant first."),
  TOO_EARLY(409, "Wait until the scheduled time."),
  NAME_RESERVED(409, "Choose another name: the product uses this one itself."),
  NOT_FOR_OPERATORS(409, "Operators make tenants for others under Manage."),
  TOO_MANY_TENANTS(409, "One account can have 20 businesses; ask us for more."),
  DRAFT_INCOMPLETE(409, "Fill in the steps before this one first."),
  CHANNEL_EXISTS(409, "This number is connected already; disconnect it there first."),
  CHANNEL_NOT_FOUND(404, "There is no such channel here; it may have been disconnected."),
  CHANNEL_PAUSED(409, "The channel is paused: resume it under Channels, then send again."),
  CHANNEL_BROKEN(
      409, "The provider refuses the channel's access token: replace it under Channels first."),
  CHANNEL_GONE(409, "The channel was disconnected: nothing can be sent on it any more."),
  CHANNEL_TOKEN_REFUSED(
      422, "The provider refuses this access token for this number; make a new one there."),
  CHANNEL_NUMBER_UNKNOWN(
      422, "The provider knows no such number with this access token; check its id."),
  TEMPLATE_UNKNOWN(
      422,
      "The provider knows no such template in this language; check account, name and language."),
  TEMPLATE_NOT_APPROVED(422, "The provider has not approved this template, or has paused it."),
  TEMPLATE_UNSUITABLE(
      422,
      "The template needs exactly one variable, in its body, and room for 500 characters there."),
  CHANNEL_UNCHECKED(503, "The provider could not be asked; nothing was saved. Try again soon.");

  private final int status;
  private final String advice;

  TenancyError(int status, String advice) {
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
