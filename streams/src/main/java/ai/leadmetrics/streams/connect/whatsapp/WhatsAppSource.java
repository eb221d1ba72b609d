package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Piece;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.kit.Verdict;
import ai.leadmetrics.streams.kit.WebhookSource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deliveries of the WhatsApp Cloud API. */
public final class WhatsAppSource implements WebhookSource {
  static final String SIGNATURE = "X-Hub-Signature-256";

  @Override
  public ChannelKind kind() {
    return ChannelKind.WHATSAPP;
  }

  @Override
  public Verdict verify(ConnectedChannel channel, Headers headers, byte[] raw) {
    return Signatures.sha256Hex(channel.signingSecret(), SIGNATURE, headers.get(SIGNATURE), raw);
  }

  @Override
  public Optional<String> handshake(ConnectedChannel channel, Map<String, String> query) {
    var expected = channel.verifyToken();
    var given = query.get("hub.verify_token");
    var challenge = query.get("hub.challenge");
    return expected != null
            && !expected.isEmpty()
            && given != null
            && challenge != null
            && "subscribe".equals(query.get("hub.mode"))
            && Signatures.same(expected, given)
        ? Optional.of(challenge)
        : Optional.empty();
  }

  @Override
  public List<Piece> split(ConnectedChannel channel, byte[] raw, Instant receivedAt) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(raw);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      return odd(
          raw,
          where == null
              ? "The body is no JSON."
              : "The body is no JSON from byte " + where.getByteOffset() + " on.");
    } catch (IOException e) {
      return odd(raw, "The body is no JSON.");
    }
    return Part.all(root).stream()
        .map(part -> new Piece(part.read(receivedAt), Json.bytes(part.alone())))
        .toList();
  }

  private static List<Piece> odd(byte[] raw, String detail) {
    return List.of(new Piece(new Unreadable("invalid_json", detail), raw));
  }
}
