package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Inbound.delivery;
import static ai.leadmetrics.cluster.Inbound.message;
import static ai.leadmetrics.cluster.Inbound.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.AddressChanged;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One person is one contact, also with several numbers, spellings of a number and channels. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {
  private Inbound inbound;
  private TenantId tenant;
  private String number;
  private String whatsApp;
  private String form;

  @BeforeAll
  void open() {
    inbound = new Inbound(TestPlatform.shared().node().platform());
  }

  @AfterAll
  void close() {
    inbound.close();
  }

  @BeforeEach
  void connect() {
    tenant = Inbound.tenant();
    number = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
    whatsApp = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    form = inbound.connect(tenant, ChannelKind.WEB_FORM, null);
  }

  private void received(int messages) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(inbound.events(tenant, MessageReceived.class)).hasSize(messages));
  }

  private List<EntityId> contacts() {
    return inbound.events(tenant, Opened.class).stream().map(Opened::contact).distinct().toList();
  }

  /** netflie/whatsapp-cloud-api#120, restfb/restfb#1237, chatwoot/chatwoot#13636. */
  @Test
  void changedNumberIsTheSamePersonAndTheOldOneIsFreeForAStranger() {
    inbound.whatsApp(whatsApp, messages(number, message("919811100001", "wamid.1", "Parking?")));
    received(1);
    inbound.whatsApp(
        whatsApp,
        delivery(
            number,
            """
            "messages":[{"from":"919811100001","id":"wamid.2","timestamp":"1780000000",
             "type":"system","system":{"body":"changed","wa_id":"919711100002",
             "type":"user_changed_number"}}]
            """));
    received(2);
    inbound.whatsApp(whatsApp, messages(number, message("919711100002", "wamid.3", "Me again")));
    received(3);
    assertThat(inbound.events(tenant, Opened.class)).hasSize(1);
    assertThat(inbound.events(tenant, AddressChanged.class))
        .extracting(AddressChanged::address)
        .containsExactly("919711100002");
    inbound.whatsApp(whatsApp, messages(number, message("919811100001", "wamid.4", "A stranger")));
    received(4);
    assertThat(contacts()).hasSize(2);
  }

  /** chatwoot/chatwoot#5840, nyaruka/courier#433, chatwoot/chatwoot#11053. */
  @Test
  void formAndWhatsAppWriteOneNumberInTheirOwnWays() {
    inbound.form(form, "{\"phone\":\"+55 41 9 8888-7777\",\"message\":\"hi\"}");
    inbound.form(form, "{\"phone\":\"+54 11 2345-6789\",\"message\":\"hi\"}");
    received(2);
    inbound.whatsApp(whatsApp, messages(number, message("554188887777", "wamid.1", "oi")));
    inbound.whatsApp(whatsApp, messages(number, message("5491123456789", "wamid.2", "hola")));
    received(4);
    assertThat(contacts()).hasSize(2);
    assertThat(inbound.events(tenant, Opened.class))
        .extracting(Opened::address)
        .contains("554188887777", "5491123456789");
  }

  /** chatwoot/chatwoot#2811, #4728. */
  @Test
  void twoPeopleWithOnePhoneStayApart() {
    var anil = "{\"name\":\"Anil Thomas\",\"email\":\"anil.t@x.in\",\"phone\":\"9811100003\"}";
    var sheela = "{\"name\":\"Sheela Thomas\",\"email\":\"sheela.t@x.in\"";
    inbound.form(form, anil);
    received(1);
    inbound.form(form, sheela + ",\"phone\":\"9811100003\"}");
    received(2);
    inbound.form(form, sheela + ",\"message\":\"And breakfast?\"}");
    received(3);
    assertThat(contacts()).hasSize(2);
  }

  @Test
  void unreadableNumberIsALeadOfItsOwn() {
    inbound.form(form, "{\"name\":\"Asha\",\"phone\":\"98765\"}");
    inbound.form(form, "{\"name\":\"Ravi\",\"phone\":\"98765\"}");
    received(2);
    assertThat(contacts()).hasSize(2);
  }
}
