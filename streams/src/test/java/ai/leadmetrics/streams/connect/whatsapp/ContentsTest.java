package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.delivery;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.message;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.messages;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.split;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.crm.Referral;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.MediaKind;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContent.FormAnswer;
import ai.leadmetrics.protocol.inbox.MessageContent.FormField;
import ai.leadmetrics.protocol.inbox.MessageContent.Media;
import ai.leadmetrics.protocol.inbox.MessageContent.Order;
import ai.leadmetrics.protocol.inbox.MessageContent.OrderItem;
import ai.leadmetrics.protocol.inbox.MessageContent.Unsupported;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Quote;
import ai.leadmetrics.protocol.inbox.Revision;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.Echo;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.NumberChanged;
import ai.leadmetrics.streams.kit.Element.Revised;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of message has a typed form, and only words of a person are said. */
class ContentsTest {
  private static Element element(String fields) {
    var elements = split(messages(message("w", fields)));
    assertThat(elements).hasSize(1);
    return elements.getFirst();
  }

  private static InboundMessage read(String fields) {
    return (InboundMessage) element(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          image       | {"id":"1","caption":"the view"}                      | image       | the view     | Photo: the view
          image       | {"id":"1"}                                           | image       | ~~           | Photo
          audio       | {"id":"1","voice":true}                              | voice       | ~~           | Voice message
          audio       | {"id":"1"}                                           | audio       | ~~           | Audio
          sticker     | {"id":"1"}                                           | sticker     | ~~           | Sticker
          video       | {"id":"7","caption":"Look at this leak in room 4"}   | video       | Look at this leak in room 4 | Video: Look at this leak in room 4
          document    | {"filename":"plan.pdf","caption":"see page 2"}       | document    | see page 2   | Document: plan.pdf, see page 2
          location    | {"latitude":12.5,"longitude":77.25,"name":"Lake"}    | location    | ~~           | Location: Lake
          location    | {"latitude":9.9,"longitude":76.2}                    | location    | ~~           | Location
          location    | {"latitude":"north"}                                 | unsupported | ~~           | Message we can't show
          contacts    | [{"name":{"formatted_name":"Uma"},"phones":[{"phone":"+91 1"}]}] | contacts | ~~   | Contact: Uma
          contacts    | [{"phones":[{"phone":"+91 1"}]},{"name":{"first_name":"Al"}}]    | contacts | ~~   | Contacts: +91 1, Al
          button      | {"payload":"yes","text":"Yes, book"}                 | choice      | Yes, book    | Yes, book
          button      | {}                                                   | unsupported | ~~           | Message we can't show
          interactive | {"type":"list_reply","list_reply":{"id":"2","title":"Two nights","description":"in May"}} | choice | Two nights | Two nights
          interactive | {"type":"button_reply","button_reply":{"title":"Yes"}} | choice    | Yes          | Yes
          interactive | {"type":"call_permission_reply"}                     | unsupported | ~~           | Message we can't show
          order       | {"product_items":[{},{}],"text":"gift wrap"}         | order       | gift wrap    | Order: 2 products
          system      | {"type":"customer_identity_changed","body":"x"}      | system      | ~~           | The customer's security code changed: they may use a new phone.
          hologram    | {"caption":"from the future"}                        | unsupported | ~~           | Message we can't show
          hologram    | 7                                                    | unsupported | ~~           | Message we can't show
          """)
  void everyTypeIsTyped(String type, String body, String kind, String said, String preview) {
    var content = read("\"type\":\"%s\",\"%s\":%s".formatted(type, type, body)).content();
    assertThat(content.kind()).isEqualTo(kind);
    assertThat(content.said()).isEqualTo(said);
    assertThat(content.preview()).isEqualTo(preview);
    assertThat(Json.read(Json.text(content), MessageContent.class)).isEqualTo(content);
  }

  /** shridarpatil/whatomate#546: without its id nobody can ever open a file. */
  @Test
  void fileKeepsWhatItIsFetchedBy() {
    var content =
        read("""
        "type":"image","image":{"id":"77","mime_type":"image/jpeg","sha256":"abc",
        "view_once":true}\
        """)
            .content();
    assertThat(content)
        .isEqualTo(new Media(MediaKind.IMAGE, "77", "image/jpeg", "abc", null, null, true));
  }

  /** chatwoot/chatwoot#13970, nyaruka/courier#1073. */
  @Test
  void filledInFormIsReadable() {
    var content =
        read("""
        "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow",
        "body":"Sent","response_json":"{\\"flow_token\\":\\"t\\",\\"arrival\\":\\"2026-12-19\\",\
        \\"screen_0_Number_of_guests_1\\":\\"1_Two adults\\",\\"extras\\":[\\"0_Spa\\",\\"Yoga\\"],\
        \\"lateArrival\\":true,\\"note\\":null,\\"budget\\":9000}"}}\
        """)
            .content();
    assertThat(content)
        .isEqualTo(
            new FormAnswer(
                "flow",
                null,
                java.util.List.of(
                    new FormField("Arrival", "2026-12-19"),
                    new FormField("Number of guests", "Two adults"),
                    new FormField("Extras", "Spa, Yoga"),
                    new FormField("Late Arrival", "yes"),
                    new FormField("Budget", "9000"))));
    assertThat(content.said()).startsWith("Arrival: 2026-12-19\nNumber of guests: Two adults");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"no json {\"", "null", "{}", "\"\"", "\"[1,{\\\"a\\\":[2]}]\"", "7"})
  void anyFormAnswerIsTaken(String json) {
    var content =
        read("""
        "type":"interactive","interactive":{"nfm_reply":{"response_json":%s}}\
        """
                .formatted(json))
            .content();
    assertThat(content.kind()).isEqualTo("form");
  }

  /** wwebjs/whatsapp-web.js#1514. */
  @Test
  void orderKeepsItemsQuantitiesAndPrices() {
    var content =
        read("""
        "type":"order","order":{"catalog_id":"19","text":"Please confirm","product_items":[
        {"product_retailer_id":"SUITE","quantity":2,"item_price":11000.5,"currency":"INR"},
        {"product_retailer_id":"TEA","quantity":"3","item_price":"500","currency":"JPY"},
        {"product_retailer_id":"X","item_price":"free","currency":"gold"}]}\
        """)
            .content();
    assertThat(content)
        .isEqualTo(
            new Order(
                "19",
                java.util.List.of(
                    new OrderItem("SUITE", 2, new Money(1_100_050, "INR")),
                    new OrderItem("TEA", 3, new Money(500, "JPY")),
                    new OrderItem("X", 1, null)),
                "Please confirm"));
  }

  /** restfb/restfb#1239, chatwoot/chatwoot#14547. */
  @Test
  void unsupportedMessageSaysWhy() {
    var content =
        read("""
        "type":"unsupported","unsupported":{"type":"poll_creation"},
        "errors":[{"code":131060,"title":"This message is unavailable"}]\
        """)
            .content();
    assertThat(content)
        .isEqualTo(
            new Unsupported("poll_creation", "131060", "131060 This message is unavailable"));
  }

  /** evolution-foundation/evolution-api#2645; chatwoot/chatwoot#14953. */
  @Test
  void quoteProductForwardingAndAdAreKept() {
    var message =
        read(
            """
            "type":"text","text":{"body":"?"},"context":{"from":"91","id":"wamid.C","forwarded":true,
            "referred_product":{"catalog_id":"19","product_retailer_id":"SUITE"}},
            "referral":{"source_url":"https://fb.me/3","source_id":"12","source_type":"ad",
            "headline":"Monsoon","body":"3 for 2","media_type":"image","image_url":"https://s/i.jpg",
            "ctwa_clid":"ARA"}\
            """);
    assertThat(message.context())
        .isEqualTo(
            new MessageContext(
                new Quote("wamid.C", null, null, null, new Quote.Product("19", "SUITE")),
                new Referral(
                    "ad",
                    "12",
                    "https://fb.me/3",
                    "Monsoon",
                    "3 for 2",
                    "image",
                    "https://s/i.jpg",
                    "ARA"),
                MessageContext.Forwarded.ONCE));
  }

  /** shridarpatil/frappe_whatsapp#63, fazer-ai/chatwoot#316. */
  @Test
  void reactionEditAndDeletionConcernAnotherMessage() {
    assertThat(
            revision("\"type\":\"reaction\",\"reaction\":{\"message_id\":\"m\",\"emoji\":\"👍\"}"))
        .isEqualTo(new Revision.Reacted("👍"));
    assertThat(revision("\"type\":\"reaction\",\"reaction\":{\"message_id\":\"m\",\"emoji\":\"\"}"))
        .isEqualTo(new Revision.Reacted(null));
    assertThat(revision("\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"m\"}"))
        .isEqualTo(new Revision.Revoked());
    assertThat(
            revision(
                """
                "type":"edit","edit":{"original_message_id":"m",
                "message":{"type":"text","text":{"body":"15 December"}}}\
                """))
        .isEqualTo(new Revision.Edited(MessageContent.text("15 December")));
    assertThat(element("\"type\":\"revoke\"")).isInstanceOf(Unreadable.class);
  }

  private static Revision revision(String fields) {
    var revised = (Revised) element(fields);
    assertThat(revised.target()).isEqualTo("m");
    assertThat(revised.by()).isEqualTo(Author.CUSTOMER);
    return revised.revision();
  }

  /** chatwoot/chatwoot#12569: coexistence. */
  @Test
  void whatTheTeamWritesOnThePhoneIsAnEchoToTheCustomer() {
    var delivery =
        delivery(
                value(
                    """
                    "message_echoes":[{"from":"15550783881","to":"919876543210","id":"w","timestamp":"1772359200",
                    "type":"text","text":{"body":"Anjali here"}},
                    {"from":"15550783881","to":"919876543210","id":"w2","type":"revoke",
                    "revoke":{"original_message_id":"w"}}]\
                    """))
            .replace("\"field\":\"messages\"", "\"field\":\"smb_message_echoes\"");
    var elements = split(delivery);
    var echo = (Echo) elements.getFirst();
    assertThat(echo.written().content().said()).isEqualTo("Anjali here");
    assertThat(echo.written().address()).isEqualTo("919876543210");
    assertThat(echo.written().identifiers())
        .containsExactly(new Identifier(Identifier.Kind.PHONE, "+919876543210"));
    assertThat(((Revised) elements.get(1)).by()).isEqualTo(Author.HUMAN);
  }

  /** netflie/whatsapp-cloud-api#120. */
  @Test
  void changedNumberIsNoMessageOfThePerson() {
    var changed =
        (NumberChanged)
            element(
                """
                "type":"system","system":{"body":"Meera changed from A to B","wa_id":"919700000001",
                "type":"user_changed_number"}\
                """);
    assertThat(changed.notice().identifiers())
        .containsExactly(new Identifier(Identifier.Kind.PHONE, "+919876543210"));
    assertThat(changed.replacement())
        .isEqualTo(new Identifier(Identifier.Kind.PHONE, "+919700000001"));
    assertThat(changed.notice().content().said()).isEmpty();
    assertThat(changed.notice().content().preview())
        .isEqualTo("The customer's number changed to +919700000001");
  }

  /** shridarpatil/whatomate#531: no number, and perhaps no name either. */
  @Test
  void userNameStandsInForTheName() {
    var json =
        delivery(
            value(
                """
                "contacts":[{"profile":{"username":"priya.travels"},"user_id":"IN.13"}],
                "messages":[{"from_user_id":"IN.13","id":"w","type":"text","text":{"body":"hi"}}]\
                """));
    var message = (InboundMessage) split(json).getFirst();
    assertThat(message.name()).isEqualTo("@priya.travels");
    assertThat(message.address()).isEqualTo("IN.13");
  }
}
