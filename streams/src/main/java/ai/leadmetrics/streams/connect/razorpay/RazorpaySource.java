package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Piece;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.kit.Verdict;
import ai.leadmetrics.streams.kit.Verdict.Refused;
import ai.leadmetrics.streams.kit.WebhookSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Webhooks of Razorpay. The id of an event stands in a header that is not signed, so a delivery is
 * known by its id and by its bytes: neither the same event nor the same body is acted on twice.
 */
public final class RazorpaySource implements WebhookSource {
  static final String SIGNATURE = "X-Razorpay-Signature";
  static final String EVENT_ID = "x-razorpay-event-id";
  private static final int MAX_ID = 100;
  private static final byte END_OF_ID = '\n';

  @Override
  public ChannelKind kind() {
    return ChannelKind.RAZORPAY;
  }

  @Override
  public boolean alarms() {
    return true;
  }

  @Override
  public Verdict verify(ConnectedChannel channel, Headers headers, byte[] raw) {
    var secret = channel.signingSecret();
    var given = headers.get(SIGNATURE);
    if (secret == null || secret.isEmpty()) {
      return new Refused(
          401, "signature_unverifiable", "No webhook secret is set up; set one first.");
    }
    if (given == null || given.isBlank()) {
      return new Refused(401, "signature_missing", "Sign the body as " + SIGNATURE + ".");
    }
    return Signatures.matchesHex(secret, given.strip(), raw)
        ? Verdict.VERIFIED
        : new Refused(401, Verdict.SIGNATURE_WRONG, SIGNATURE + " does not match the body.");
  }

  /** The event's id, a line break, the body. */
  @Override
  public byte[] kept(Headers headers, byte[] raw) {
    var given = headers.get(EVENT_ID);
    var id = given != null && given.matches("[A-Za-z0-9_-]{1," + MAX_ID + "}") ? given : "";
    var prefix = (id + '\n').getBytes(StandardCharsets.US_ASCII);
    var all = Arrays.copyOf(prefix, prefix.length + raw.length);
    System.arraycopy(raw, 0, all, prefix.length, raw.length);
    return all;
  }

  @Override
  public List<Piece> split(ConnectedChannel channel, byte[] kept, Instant receivedAt) {
    return List.of(new Piece(element(kept, receivedAt), kept));
  }

  private static Element element(byte[] kept, Instant receivedAt) {
    int end = 0;
    while (end < kept.length && kept[end] != END_OF_ID) {
      end++;
    }
    var id = new String(kept, 0, end, StandardCharsets.US_ASCII);
    var raw = Arrays.copyOfRange(kept, Math.min(end + 1, kept.length), kept.length);
    var ids =
        id.isEmpty()
            ? List.of("razorpay:body:" + hash(raw))
            : List.of("razorpay:event:" + id, "razorpay:body:" + hash(raw));
    try {
      var root = Json.MAPPER.readTree(raw);
      var at = Reports.at(root, receivedAt);
      return new GatewayReport(ids, at, Reports.read(root, at));
    } catch (IOException _) {
      return new Unreadable("unreadable_event", "The body is no JSON.");
    } catch (IllegalArgumentException e) {
      return new Unreadable("unreadable_event", "The event cannot be read: " + e.getMessage());
    }
  }

  private static String hash(byte[] raw) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
