package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.agents.AgentRunCommand.Complete;
import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.crm.LeadCommand.Qualify;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.tenancy.BrandVoice;
import ai.leadmetrics.protocol.tenancy.OpeningHours;
import ai.leadmetrics.protocol.tenancy.OpeningHours.Holiday;
import ai.leadmetrics.protocol.tenancy.OpeningHours.Span;
import ai.leadmetrics.protocol.tenancy.Standing;
import ai.leadmetrics.protocol.tenancy.TenantSettings;
import ai.leadmetrics.protocol.tenancy.TenantSettings.Competitor;
import ai.leadmetrics.protocol.tenancy.Triggers;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a business has set reaches what the AI is told and does. */
class LeadResponderSettingsTest {
  private static final EntityId CONVERSATION = EntityId.parse("lotus-house:conv_01");

  /** A Monday, 9:30 in Kolkata. */
  private static final Instant MORNING = Instant.parse("2026-11-23T04:00:00Z");

  private static final Instant NIGHT = Instant.parse("2026-11-22T20:00:00Z");

  private static final OpeningHours WEEKDAYS =
      new OpeningHours(
          List.of(
              new Span(DayOfWeek.TUESDAY, LocalTime.of(9, 0), LocalTime.of(18, 0)),
              new Span(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0))),
          List.of(
              new Holiday(LocalDate.parse("2026-12-25"), "Christmas"),
              new Holiday(LocalDate.parse("2020-12-25"), "long ago")));

  private final FakeDesk desk = new FakeDesk();
  private final List<String> asked = new ArrayList<>();

  @Test
  void theModelIsToldOfVoiceHoursHolidaysAndCompetitors() {
    desk.settings =
        TenantSettings.of(
                new BrandVoice(
                    List.of("playful"), List.of("guests"), List.of("cheap"), List.of("Namaste!")))
            .with(TenantSettings.of(WEEKDAYS))
            .with(TenantSettings.of(List.of(new Competitor("Sea Inn", null))));
    hears("Is there a pool?", MORNING);
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("\"words\":[\"playful\"]", "\"avoid\":[\"cheap\"]", "Namaste!")
        .contains("\"openNow\":true", "\"week\":[\"Monday 09:00-18:00\",\"Tuesday 09:00-18:00\"]")
        .contains("2026-12-25 Christmas", "\"competitors\":[\"Sea Inn\"]")
        .doesNotContain("long ago");
  }

  @Test
  void outsideTheHoursNobodyIsPromisedAtOnce() {
    desk.settings = TenantSettings.of(WEEKDAYS);
    hears("please let me talk to a person", NIGHT);
    assertThat(desk.answer().text()).contains("Mon 23 Nov, 09:00").doesNotContain("shortly");
    assertThat(desk.answer().reason().wire()).isEqualTo("asked_for_person");
    hears("ich möchte mit einem Menschen sprechen, bitte", NIGHT);
    assertThat(desk.answer().text()).contains("ab Mo.");
    hears("please let me talk to a person", MORNING);
    assertThat(desk.answer().text()).contains("shortly");
  }

  @Test
  void theOfflineModelAnswersWhenTheHouseIsOpenAndKeepsToTheHoursToo() {
    desk.settings = TenantSettings.of(WEEKDAYS);
    hearsOffline("When are you open?", NIGHT);
    assertThat(desk.answer().text()).contains("Monday 09:00-18:00");
    hearsOffline("Do you sell rubber ducks?", NIGHT);
    assertThat(desk.answer().text()).contains("from Mon 23 Nov, 09:00");
  }

  @Test
  void aTriggerOfTheBusinessCallsAPersonWithoutAskingAModel() {
    desk.settings = TenantSettings.of(new Triggers(List.of(), List.of("swimming licence")));
    hears("Show me your swimming licence", MORNING);
    assertThat(asked).isEmpty();
    assertThat(desk.answer().reason().wire()).isEqualTo("escalation_trigger");
    assertThat(desk.answer().ai().action()).isEqualTo(Action.ESCALATE);
  }

  @Test
  void aHotLeadTriggerMakesTheLeadUrgent() {
    desk.settings = TenantSettings.of(new Triggers(List.of("tonight"), List.of()));
    hears("Is there a pool? We come tonight", MORNING);
    assertThat(desk.commands)
        .filteredOn(Qualify.class::isInstance)
        .singleElement()
        .satisfies(command -> assertThat(((Qualify) command).learnt().urgency()).isEqualTo("high"));
  }

  @ParameterizedTest
  @CsvSource({"frozen", "paused", "onboarding", "cancelled"})
  void aTenantThatIsNotActiveSaysNothingAndCallsAPerson(String state) {
    desk.standing =
        switch (state) {
          case "frozen" -> Standing.ACTIVE.owing(true, "unpaid");
          case "paused" -> Standing.ACTIVE.paused("abuse");
          case "cancelled" -> Standing.ACTIVE.ending(null, MORNING);
          default ->
              Standing.NONE.registered(ai.leadmetrics.protocol.tenancy.TenantState.ONBOARDING);
        };
    hears("Is there a pool?", MORNING);
    assertThat(asked).isEmpty();
    assertThat(desk.answer().text()).isEmpty();
    assertThat(desk.answer().reason().wire()).isEqualTo("tenant_" + state);
    assertThat(desk.commands).anyMatch(Complete.class::isInstance);
  }

  @Test
  void whoIsPastDueIsStillServed() {
    desk.standing = Standing.ACTIVE.owing(true, null);
    hears("Is there a pool?", MORNING);
    assertThat(desk.answer().text()).isEqualTo("Yes.");
  }

  private void hears(String text, Instant at) {
    hears(
        text,
        at,
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            asked.add(((UserMessage) request.messages().getLast()).singleText());
            return ChatResponse.builder()
                .aiMessage(
                    AiMessage.from(
                        "{\"reply\":\"Yes.\",\"action\":\"none\",\"confidence\":0.9,"
                            + "\"qualification\":{}}"))
                .build();
          }
        });
  }

  private void hearsOffline(String text, Instant at) {
    hears(text, at, new OfflineModel());
  }

  private void hears(String text, Instant at, ChatModel chat) {
    desk.events.clear();
    desk.commands.clear();
    desk.events.add(
        new Opened(
            EntityId.parse("lotus-house:chan_01"),
            ChannelKind.WHATSAPP,
            EntityId.parse("lotus-house:cont_01"),
            "91",
            null,
            List.of(),
            Owner.AI));
    desk.events.add(
        new MessageReceived("m1", "wamid.1", MessageContent.text(text), MessageContext.NONE, at));
    desk.events.add(new ReplyRequested("r1", "m1"));
    var model =
        new ModelSettings(
            ModelSettings.Provider.OLLAMA,
            "scripted",
            "",
            "",
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            0,
            false,
            100);
    var asking =
        new Asking(
            List.of(new Model(model, chat)),
            1,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
            _ -> {});
    var briefing =
        new Briefing(desk, (_, _, _) -> List.of(), 10, 5, Clock.fixed(at, ZoneOffset.UTC));
    new LeadResponder(
            desk,
            briefing,
            asking,
            0.2,
            new FakeTill(),
            new Progress(_ -> {}),
            Clock.fixed(at, ZoneOffset.UTC))
        .run(
            new AgentWork(
                EntityId.parse("lotus-house:run_01"), "lead-responder", CONVERSATION, "r1", at),
            Position.START);
  }
}
