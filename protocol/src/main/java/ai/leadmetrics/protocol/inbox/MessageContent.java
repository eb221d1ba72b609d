package ai.leadmetrics.protocol.inbox;

import ai.leadmetrics.protocol.billing.Money;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message holds, one type per kind of message. Only {@link #said} is language of a person:
 * the rest is shown to people and given to models as data, never answered or taken for a need.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface MessageContent {
  /** What the person said in words; empty where they said nothing. */
  String said();

  /** One line for lists. */
  String preview();

  /** The kind in one word, for example {@code image}. */
  String kind();

  /** What a reader without a typed view sees: the words, or else the preview. */
  default String readable() {
    return isVisible(said()) ? said() : preview();
  }

  /** Whether there is anything to see: not only white space, controls and unassigned characters. */
  static boolean isVisible(String text) {
    return Invisible.REST.matcher(text).find();
  }

  /** Characters that show nothing, fillers of Hangul and Braille included. */
  final class Invisible {
    private static final Pattern REST =
        Pattern.compile("[^\\p{C}\\p{Z}\\s\u115F\u1160\u3164\u2800]");

    private Invisible() {}
  }

  static MessageContent text(String text) {
    return new Text(text);
  }

  @JsonTypeName("text")
  record Text(String text) implements MessageContent {
    @Override
    public String said() {
      return text;
    }

    @Override
    public String preview() {
      return isVisible(text) ? text : "Empty message";
    }

    @Override
    public String kind() {
      return "text";
    }
  }

  /**
   * A file that stays with the provider.
   *
   * @param mediaId by which the provider hands the file out, for a limited time
   * @param sha256 of the file, as the provider writes it
   */
  @JsonTypeName("media")
  record Media(
      MediaKind media,
      @Nullable String mediaId,
      @Nullable String mimeType,
      @Nullable String sha256,
      @Nullable String fileName,
      @Nullable String caption,
      boolean viewOnce)
      implements MessageContent {
    @Override
    public String said() {
      return Objects.requireNonNullElse(caption, "");
    }

    @Override
    public String preview() {
      return media.label() + join(": ", fileName, caption);
    }

    @Override
    public String kind() {
      return media.wire();
    }
  }

  /** A place on the map, in degrees (WGS 84). */
  @JsonTypeName("location")
  record Location(
      double latitude,
      double longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url)
      implements MessageContent {
    @Override
    public String said() {
      return "";
    }

    @Override
    public String preview() {
      return "Location" + join(": ", name, address);
    }

    @Override
    public String kind() {
      return "location";
    }
  }

  /** Cards of other people. */
  @JsonTypeName("contacts")
  record Contacts(List<ContactCard> cards) implements MessageContent {
    public Contacts {
      cards = List.copyOf(cards);
    }

    @Override
    public String said() {
      return "";
    }

    @Override
    public String preview() {
      return (cards.size() == 1 ? "Contact" : "Contacts")
          + join(": ", cards.stream().map(ContactCard::name).toArray(String[]::new));
    }

    @Override
    public String kind() {
      return "contacts";
    }
  }

  record ContactCard(
      String name, @Nullable String company, List<String> phones, List<String> emails) {
    public ContactCard {
      phones = List.copyOf(phones);
      emails = List.copyOf(emails);
    }
  }

  /**
   * A button or a row of a list that was offered.
   *
   * @param id the id or payload that the offer gave it
   */
  @JsonTypeName("choice")
  record Choice(Offer offer, @Nullable String id, String title, @Nullable String description)
      implements MessageContent {
    /** What was chosen from. */
    public enum Offer {
      BUTTON,
      LIST,
      TEMPLATE_BUTTON
    }

    @Override
    public String said() {
      return title;
    }

    @Override
    public String preview() {
      return title.isBlank() ? "Chosen option" : title;
    }

    @Override
    public String kind() {
      return "choice";
    }
  }

  /** Products ordered from a catalogue; the prices are those that the customer's phone showed. */
  @JsonTypeName("order")
  record Order(@Nullable String catalogId, List<OrderItem> items, @Nullable String note)
      implements MessageContent {
    public Order {
      items = List.copyOf(items);
    }

    @Override
    public String said() {
      return Objects.requireNonNullElse(note, "");
    }

    @Override
    public String preview() {
      return "Order: " + items.size() + (items.size() == 1 ? " product" : " products");
    }

    @Override
    public String kind() {
      return "order";
    }
  }

  /**
   * One line of an order.
   *
   * @param productId the business's own id of the product
   * @param price of one piece; absent where it could not be read
   */
  record OrderItem(String productId, long quantity, @Nullable Money price) {}

  /**
   * A filled-in form.
   *
   * @param message what the person asked in it, where there was a field for that
   */
  @JsonTypeName("form-answer")
  record FormAnswer(@Nullable String form, @Nullable String message, List<FormField> fields)
      implements MessageContent {
    public FormAnswer {
      fields = List.copyOf(fields);
    }

    /** The message where there is one: the fields beside it are data and ask nothing. */
    @Override
    public String said() {
      return hasMessage() ? Objects.requireNonNull(message) : answers();
    }

    @Override
    public String readable() {
      return Stream.of(Objects.requireNonNullElse(message, ""), answers())
          .filter(part -> !part.isBlank())
          .collect(
              Collectors.collectingAndThen(
                  Collectors.joining("\n\n"), text -> text.isEmpty() ? preview() : text));
    }

    /** Whether the person wrote a message beside the fields. */
    @JsonIgnore
    public boolean hasMessage() {
      return message != null && isVisible(message);
    }

    /** The fields with their labels, a line each. */
    public String answers() {
      return fields.stream()
          .map(field -> field.label() + ": " + field.value())
          .collect(Collectors.joining("\n"));
    }

    @Override
    public String preview() {
      return message != null && !message.isBlank()
          ? message
          : fields.isEmpty()
              ? "Form: asks to be contacted"
              : "Form"
                  + join(
                      ": ", fields.stream().map(FormField::value).limit(3).toArray(String[]::new));
    }

    @Override
    public String kind() {
      return "form";
    }
  }

  record FormField(String label, String value) {}

  /** Something the provider tells of the person, in no words of theirs. */
  @JsonTypeName("system")
  record SystemNotice(Notice notice, String text, @Nullable String from, @Nullable String to)
      implements MessageContent {
    /** What is told. */
    public enum Notice {
      NUMBER_CHANGED,
      IDENTITY_CHANGED,
      OTHER
    }

    @Override
    public String said() {
      return "";
    }

    @Override
    public String preview() {
      return text;
    }

    @Override
    public String kind() {
      return "system";
    }
  }

  /**
   * A message whose content the provider does not hand out, or that nothing here can read.
   *
   * @param original its type as the provider names it
   * @param code the provider's error code
   */
  @JsonTypeName("unsupported")
  record Unsupported(String original, @Nullable String code, @Nullable String reason)
      implements MessageContent {
    @Override
    public String said() {
      return "";
    }

    @Override
    public String preview() {
      return "Message we can't show";
    }

    @Override
    public String kind() {
      return "unsupported";
    }
  }

  private static String join(String before, @Nullable String... parts) {
    var text =
        Stream.of(parts)
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "" : before + text;
  }
}
