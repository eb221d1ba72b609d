package ai.leadmetrics.protocol.inbox;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of conversations. */
public enum InboxError implements ErrorCode {
  CONVERSATION_NOT_FOUND(404, "There is no such conversation here, or it is not yours."),
  UNKNOWN_MESSAGE(404, "No message with this id is known in the conversation."),
  MESSAGE_NOT_QUEUED(409, "The message was dropped, sent or is being sent; do not send it again."),
  ATTEMPT_OUTSTANDING(409, "An earlier attempt has no outcome yet; do not send it again."),
  NO_REPLY_ADDRESS(409, "This channel cannot carry a reply; use another channel of the contact."),
  WINDOW_CLOSED(
      409, "The customer's last message is more than 24 hours old; use an approved template."),
  REPLY_TOO_LONG(422, "The template that carries this reply has less room; shorten the reply."),
  CONVERSATION_IS_SPAM(409, "The conversation is kept apart as spam; mark it as not spam first."),
  REPLY_NOT_PENDING(409, "This reply was answered already or is no longer wanted.");

  private final int status;
  private final String advice;

  InboxError(int status, String advice) {
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
