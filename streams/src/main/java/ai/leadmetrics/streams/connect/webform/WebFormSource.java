package ai.leadmetrics.streams.connect.webform;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ContentId;
import ai.leadmetrics.protocol.inbox.MessageContent.FormAnswer;
import ai.leadmetrics.protocol.inbox.MessageContent.FormField;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Piece;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.kit.Verdict;
import ai.leadmetrics.streams.kit.Verdict.Refused;
import ai.leadmetrics.streams.kit.WebhookSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forms that a tenant's own site posts, signed with the channel's secret. */
public final class WebFormSource implements WebhookSource {
  static final String SIGNATURE = "X-Leadmetrics-Signature";

  private static final int MAX_ANSWER = 2_000;

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEB_FORM;
  }

  @Override
  public Verdict verify(ConnectedChannel channel, Headers headers, byte[] raw) {
    var signed =
        Signatures.sha256Hex(channel.signingSecret(), SIGNATURE, headers.get(SIGNATURE), raw);
    if (signed instanceof Refused) {
      return signed;
    }
    return switch (Submission.read(raw, channel.region())) {
      case Submission.Valid _ -> Verdict.VERIFIED;
      case Submission.Invalid(var detail) -> new Refused(400, "invalid", detail);
    };
  }

  @Override
  public List<Piece> split(ConnectedChannel channel, byte[] raw, Instant receivedAt) {
    Element element =
        switch (Submission.read(raw, channel.region())) {
          case Submission.Invalid(var detail) -> new Unreadable("invalid", detail);
          case Submission.Valid form ->
              new InboundMessage(
                  form.identifiers(),
                  form.name(),
                  "",
                  id(form, receivedAt),
                  new FormAnswer(null, message(form), answers(form)),
                  MessageContext.NONE,
                  receivedAt,
                  null,
                  SpamScore.reasons(form, channel.region()));
        };
    return List.of(new Piece(element, raw));
  }

  private static String id(Submission.Valid form, Instant receivedAt) {
    return form.submissionId() != null
        ? form.submissionId()
        : new ContentId(form.contentHash(), receivedAt).value();
  }

  private static @Nullable String message(Submission.Valid form) {
    return form.message().isEmpty() ? null : Texts.message(form.message());
  }

  private static List<FormField> answers(Submission.Valid form) {
    return form.answers().stream()
        .map(answer -> new FormField(answer.label(), Texts.line(answer.value(), MAX_ANSWER)))
        .toList();
  }
}
