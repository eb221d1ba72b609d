package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.crm.Referral;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContent.Choice;
import ai.leadmetrics.protocol.inbox.MessageContent.Contacts;
import ai.leadmetrics.protocol.inbox.MessageContent.FormAnswer;
import ai.leadmetrics.protocol.inbox.MessageContent.Location;
import ai.leadmetrics.protocol.inbox.MessageContent.Media;
import ai.leadmetrics.protocol.inbox.MessageContent.Order;
import ai.leadmetrics.protocol.inbox.MessageContent.OrderItem;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.inbox.MessageContent.Text;
import ai.leadmetrics.protocol.inbox.MessageContent.Unsupported;
import ai.leadmetrics.protocol.inbox.Quote.Product;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something beside the words of a message that a model has to know: data, never an instruction.
 *
 * @param what for example {@code quoted message of the business} or {@code shared location}
 * @param topic whether {@code text} names what the words are about, so that it helps to find the
 *     answer
 */
public record About(String what, String text, boolean topic) {
  static About quoted(Author by, String text) {
    return new About(
        by == Author.CUSTOMER ? "quoted message of the customer" : "quoted message of the business",
        text,
        true);
  }

  static About product(Product product) {
    return new About("product", product.productId().replaceAll("[-_]+", " "), true);
  }

  static Optional<About> ad(Referral referral) {
    var text = join(" – ", referral.headline(), referral.body());
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new About("ad that the customer clicked", text, true));
  }

  /** What a message shows beside its words. */
  static Optional<About> shown(MessageContent content) {
    return switch (content) {
      case FormAnswer form when form.hasMessage() && !form.fields().isEmpty() ->
          Optional.of(new About("other fields of the form", form.answers(), false));
      case Text _, FormAnswer _, SystemNotice _ -> Optional.empty();
      case Choice choice ->
          Optional.ofNullable(choice.description())
              .map(text -> new About("chosen option", choice.title() + " – " + text, false));
      case Media media ->
          Optional.of(new About("attached file that you cannot see", fileOf(media), false));
      case Location place ->
          Optional.of(
              new About(
                  "location that the customer shared",
                  join(
                      ", ",
                      place.name(),
                      place.address(),
                      place.latitude() + " " + place.longitude()),
                  false));
      case Contacts(var cards) ->
          Optional.of(
              new About(
                  "contact cards that the customer shared",
                  cards.stream().map(card -> card.name()).collect(Collectors.joining(", ")),
                  false));
      case Order order ->
          Optional.of(
              new About(
                  "order of the customer, not confirmed by the business",
                  order.items().stream().map(About::line).collect(Collectors.joining("; ")),
                  false));
      case Unsupported _ -> Optional.of(new About("message that cannot be shown", "", false));
    };
  }

  private static String fileOf(Media media) {
    return join(": ", media.media().label(), media.fileName());
  }

  private static String line(OrderItem item) {
    var price = item.price();
    return item.quantity()
        + " x "
        + item.productId()
        + (price == null ? "" : " at " + price.currency() + " " + decimal(price));
  }

  private static String decimal(Money price) {
    int digits = Math.max(0, Currency.getInstance(price.currency()).getDefaultFractionDigits());
    return BigDecimal.valueOf(price.minor(), digits).toPlainString();
  }

  private static String join(String between, @Nullable String... parts) {
    return Stream.of(parts)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(between));
  }
}
