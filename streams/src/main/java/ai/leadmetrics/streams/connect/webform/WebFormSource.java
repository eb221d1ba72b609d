package ai.leadmetrics.streams.connect.webform;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.kit.Verdict;
import ai.leadmetrics.streams.kit.Verdict.Refused;
import ai.leadmetrics.streams.kit.WebhookSource;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Forms that a tenant's own site posts, signed with the channel's secret. */
public final class WebFormSource implements WebhookSource {
  static final String SIGNATURE = "X-Leadmetrics-Signature";

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
    return switch (read(channel, raw)) {
      case Submission.Valid _ -> Verdict.VERIFIED;
      case Submission.Invalid(var detail) -> new Refused(400, "invalid", detail);
    };
  }

  @Override
  public List<Element> split(ConnectedChannel channel, byte[] raw, Instant receivedAt) {
    return List.of(
        switch (read(channel, raw)) {
          case Submission.Invalid(var detail) -> new Unreadable("invalid", detail);
          case Submission.Valid form ->
              new InboundMessage(
                  form.identifiers(),
                  form.name(),
                  "",
                  form.submissionId() == null ? hash(raw) : form.submissionId(),
                  MessageContent.text(Texts.message(form.text())),
                  MessageContext.NONE,
                  receivedAt,
                  null);
        });
  }

  private static Submission read(ConnectedChannel channel, byte[] raw) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(raw);
    } catch (IOException _) {
      return new Submission.Invalid("The body is no valid JSON.");
    }
    return Submission.read(root, channel.region());
  }

  /** What stands in for an id where the site sends none: the same body is the same submission. */
  private static String hash(byte[] raw) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
