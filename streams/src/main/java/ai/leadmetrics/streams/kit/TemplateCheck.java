package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ReplyTemplate;

/** What a provider says of a message template. */
public sealed interface TemplateCheck {
  /** It is approved, and has one place for an answer. */
  record Good(ReplyTemplate template) implements TemplateCheck {}

  /** There is none of this name in this language. */
  record Missing() implements TemplateCheck {}

  /** It waits for approval, was refused, or is paused. */
  record NotApproved(String status) implements TemplateCheck {}

  /** Answers cannot be put into it. */
  record Unsuitable() implements TemplateCheck {}

  record TokenRefused() implements TemplateCheck {}

  /** Nothing is known: the provider was not reached, or did not say. */
  record Unavailable(String detail) implements TemplateCheck {}
}
