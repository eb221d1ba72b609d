package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.ContactCommand.OptIn;
import ai.leadmetrics.protocol.crm.ContactCommand.OptOut;
import ai.leadmetrics.protocol.crm.LeadCommand.Qualify;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContent.OrderItem;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered, or passed on to a person, without asking a model. */
class LeadResponderRulesTest extends LeadResponderCase {
  @Test
  void callsAPersonAtOnceForACustomerWhoAsksForOne() {
    hears("please let me talk to a person");
    run();
    assertThat(asked).isEmpty();
    assertThat(desk.answer().ai().action()).isEqualTo(Action.ESCALATE);
    assertThat(desk.answer().reason()).isEqualTo(EscalationReason.ASKED_FOR_PERSON);
    assertThat(desk.answer().text()).startsWith("Of course.");
  }

  @Test
  void askingForAPersonCostsNothing() {
    hears("please let me talk to a person");
    run();
    assertThat(till.calls).isEmpty();
  }

  @Test
  void emergenciesAndComplaintsReachPeopleFirstAndWithAFittingReply() {
    for (var told :
        List.of(
            new String[] {"There is a fire in room 12", "EMERGENCY", "112"},
            new String[] {"I lost my passport in your hotel yesterday", "URGENT_HELP", "urgent"},
            new String[] {"मेरे कमरे में आग लग गई है", "EMERGENCY", "112 पर कॉल"},
            new String[] {"I was charged twice, I want my money back", "COMPLAINT", "sorry"},
            new String[] {"My room is dirty, this is the worst hotel", "COMPLAINT", "sorry"})) {
      desk.events.clear();
      hears(told[0]);
      run();
      assertThat(desk.answer().reason()).isEqualTo(EscalationReason.valueOf(told[1]));
      assertThat(desk.answer().text()).contains(told[2]);
    }
    assertThat(asked).isEmpty();
    assertThat(EscalationReason.EMERGENCY.priority()).isEqualTo(Priority.URGENT);
    assertThat(EscalationReason.COMPLAINT.priority()).isEqualTo(Priority.HIGH);
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, no more automatic messages",
    "please unsubscribe, no more automatic messages",
    "message mat bhejo, automatic message nahi aayega",
    "बंद करो, कोई स्वचालित संदेश नहीं",
    "நிறுத்து, தானியங்கி செய்திகள் வராது",
  })
  void stopIsRememberedAndConfirmedOnce(String message, String confirmation) {
    hears(message);
    run();
    assertThat(desk.commands).contains(new OptOut("r1"));
    assertThat(desk.answer().text()).contains(confirmation);
    assertThat(desk.answer().ai().action()).isEqualTo(Action.END);

    desk.optedOut = true;
    run();
    assertThat(desk.answer().text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Stop by tomorrow, is there parking?",
        "No thanks, but is breakfast included?",
        "Bye! one question: pets?"
      })
  void aQuestionBesideAGoodbyeIsAQuestion(String message) {
    hears(message);
    said.add(json("Answered.", "none", 0.9, ""));
    run();
    assertThat(desk.commands).noneMatch(OptOut.class::isInstance);
    assertThat(desk.answer().text()).isEqualTo("Answered.");
  }

  @Test
  void whoOptedOutHearsNothingUntilTheyOptIn() {
    desk.optedOut = true;
    hears("Is there a pool?");
    run();
    assertThat(asked).isEmpty();
    assertThat(desk.answer().text()).isEmpty();
    assertThat(desk.answer().reason()).isEqualTo(EscalationReason.OPTED_OUT);
    desk.events.clear();

    hears("START");
    run();
    assertThat(desk.commands).contains(new OptIn("r1"));
    assertThat(desk.answer().text()).contains("Welcome back");
  }

  @Test
  void nothingToReadIsNothingSaid() {
    hears("\u200f\u200e\u200b");
    run();
    assertThat(asked).isEmpty();
    assertThat(desk.answer().text()).isEmpty();
    assertThat(desk.answer().reason()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12-15 Dec, 2 adults | 2 adults | 12-15 Dec | -
          8k                  | -        | -         | 8k
          is the pool warm?   | -        | -         | -
          """)
  void notesFactsThatAPersonIsTold(String message, String service, String timeline, String budget) {
    hears(message);
    desk.events.add(new TakenOver("user_1", "Asha"));
    LeadNotes.note(desk, CONVERSATION, (MessageReceived) desk.events.get(1));
    if (service.equals("-") && timeline.equals("-") && budget.equals("-")) {
      assertThat(desk.commands).isEmpty();
      return;
    }
    var learnt = ((Qualify) desk.commands.getLast()).learnt();
    assertThat(desk.commands).hasSize(1);
    assertThat(String.valueOf(learnt.service())).isEqualTo(service.replace("-", "null"));
    assertThat(String.valueOf(learnt.budget())).isEqualTo(budget.replace("-", "null"));
    if (!timeline.equals("-")) {
      assertThat(learnt.timeline()).isEqualTo(timeline);
    }
  }

  @Test
  void anOrderIsConfirmedByPeople() {
    hears("Please confirm");
    var order =
        new MessageContent.Order("cat", List.of(new OrderItem("LOTUS", 2, null)), "Please confirm");
    desk.events.set(
        1, new MessageReceived("m1", "wamid.1", order, MessageContext.NONE, CLOCK.instant()));
    run();
    assertThat(asked).isEmpty();
    assertThat(desk.answer().reason()).isEqualTo(EscalationReason.WANTS_TO_BOOK);
    assertThat(desk.answer().text()).isNotBlank();
  }

  @Test
  void asksNoModelWhatMayNotBeAnsweredAnyMore() {
    hears("Is there a pool?");
    desk.events.set(
        1,
        new MessageReceived(
            "m1",
            "wamid.1",
            MessageContent.text("Is there a pool?"),
            MessageContext.NONE,
            CLOCK.instant().minus(Duration.ofHours(25))));
    run();
    assertThat(asked).isEmpty();
    assertThat(till.calls).isEmpty();
    assertThat(desk.answer().reason()).isEqualTo(EscalationReason.WINDOW_CLOSED);
    assertThat(desk.answer().text()).isEmpty();
  }

  @Test
  void notesStopAlsoWhereAPersonAnswers() {
    hears("stop messaging me");
    desk.events.add(new TakenOver("user_1", "Asha"));
    LeadNotes.note(desk, CONVERSATION, (MessageReceived) desk.events.get(1));
    assertThat(desk.commands).containsExactly(new OptOut("m1"));
  }
}
