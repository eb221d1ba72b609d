package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Contents.line;

import ai.leadmetrics.protocol.crm.Referral;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.MessageContext.Forwarded;
import ai.leadmetrics.protocol.inbox.Quote;
import ai.leadmetrics.protocol.inbox.Quote.Product;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what stands beside a message: {@code context} and {@code referral}. */
final class Contexts {
  private static final int MAX_ID = 300;
  private static final int MAX_LINK = 2_000;

  private Contexts() {}

  static MessageContext of(JsonNode node) {
    var context = node.path("context");
    var quote = quote(context);
    var referral = referral(node.path("referral"));
    var forwarded = forwarded(context);
    return quote == null && referral == null && forwarded == null
        ? MessageContext.NONE
        : new MessageContext(quote, referral, forwarded);
  }

  private static @Nullable Quote quote(JsonNode context) {
    var id = line(context, "id", MAX_ID);
    var referred = context.path("referred_product");
    var productId = line(referred, "product_retailer_id", MAX_ID);
    var product =
        productId == null ? null : new Product(line(referred, "catalog_id", MAX_ID), productId);
    return id == null && product == null ? null : new Quote(id, null, null, null, product);
  }

  private static @Nullable Forwarded forwarded(JsonNode context) {
    return context.path("frequently_forwarded").asBoolean()
        ? Forwarded.OFTEN
        : context.path("forwarded").asBoolean() ? Forwarded.ONCE : null;
  }

  private static @Nullable Referral referral(JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      return null;
    }
    return new Referral(
        line(node, "source_type", MAX_ID),
        line(node, "source_id", MAX_ID),
        line(node, "source_url", MAX_LINK),
        line(node, "headline", Contents.MAX_LINE),
        line(node, "body", Contents.MAX_LINE),
        line(node, "media_type", MAX_ID),
        Stream.of("image_url", "video_url", "thumbnail_url")
            .map(field -> line(node, field, MAX_LINK))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        line(node, "ctwa_clid", MAX_LINK));
  }
}
