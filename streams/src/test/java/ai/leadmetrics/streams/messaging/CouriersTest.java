package ai.leadmetrics.streams.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordStatus;
import ai.leadmetrics.protocol.inbox.ConversationCommand.TakeOver;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageUnconfirmed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendDeferred;
import ai.leadmetrics.protocol.inbox.DeliveryStatus;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.ConnectedChannel.Condition;
import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.kit.Outcome.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CouriersTest {
  private static final Outcome BUSY =
      new Outcome.RetryLater("130429", Duration.ZERO, Scope.CHANNEL);
  private static final Outcome SLOW_DOWN =
      new Outcome.RetryLater("131056", Duration.ZERO, Scope.RECIPIENT);
  private static final Outcome SILENCE = new Outcome.Unknown("timeout");

  private final Desk desk = new Desk();

  @AfterEach
  void stop() {
    desk.close();
  }

  @Test
  void theAttemptIsRecordedBeforeAndTheOutcomeAfterTheCall() throws Exception {
    desk.deliver(desk.queuedByAi("msg_1"));
    assertThat(desk.eventNames()).endsWith("ReplyQueued", "SendAttempted", "MessageSent");
    assertThat(desk.events.getLast()).isEqualTo(new MessageSent("msg_1", "wamid.msg_1"));
    assertThat(desk.aside).isEmpty();
  }

  @Test
  void aTemporaryRefusalIsTriedAgainFromTheHeldLane() throws Exception {
    desk.answering(BUSY, SLOW_DOWN).deliver(desk.queuedByAi("msg_1"));
    assertThat(desk.sends).hasSize(3);
    assertThat(desk.eventNames())
        .endsWith(
            "SendAttempted",
            "SendDeferred",
            "SendAttempted",
            "SendDeferred",
            "SendAttempted",
            "MessageSent");
  }

  @Test
  void theProviderIsNotHurried() throws Exception {
    var pause = Duration.ofMillis(300);
    var started = Instant.now();
    desk.answering(new Outcome.RetryLater("130429", pause, Scope.CHANNEL))
        .deliver(desk.queuedByAi("msg_1"));
    assertThat(Duration.between(started, Instant.now())).isGreaterThanOrEqualTo(pause);
    assertThat(desk.sends).hasSize(2);
  }

  @Test
  void afterTheLastTemporaryRefusalTheMessageFails() throws Exception {
    desk.answering(SLOW_DOWN, SLOW_DOWN, SLOW_DOWN).deliver(desk.queuedByAi("msg_1"));
    assertThat(desk.sends).hasSize(3);
    assertThat(desk.events.getLast()).isEqualTo(new MessageFailed("msg_1", "131056"));
  }

  @Test
  void aRefusalFailsTheMessageAtOnce() throws Exception {
    desk.answering(new Outcome.Refused(Outcome.WINDOW_CLOSED, "131047"))
        .deliver(desk.queuedByHuman("msg_1"));
    assertThat(desk.sends).hasSize(1);
    assertThat(desk.events.getLast()).isEqualTo(new MessageFailed("msg_1", "window_closed"));
  }

  @Test
  void anUnknownOutcomeIsNeverSentAgainAndResolvedByAStatus() throws Exception {
    var message = desk.queuedByAi("msg_1");
    desk.answering(SILENCE).deliver(message);
    assertThat(desk.events.getLast()).isEqualTo(new MessageUnconfirmed("msg_1", "timeout"));
    desk.deliver(message);
    assertThat(desk.sends).hasSize(1);
    desk.tell(new RecordStatus("wamid.9", "msg_1", DeliveryStatus.DELIVERED, null, Instant.now()));
    assertThat(desk.eventNames()).endsWith("MessageSent", "MessageDelivered");
    desk.deliver(message);
    assertThat(desk.sends).hasSize(1);
  }

  @Test
  void aMessengerThatBreaksLeavesAnUnknownOutcome() throws Exception {
    desk.answers.add(() -> CompletableFuture.failedFuture(new IllegalStateException("bug")));
    desk.deliver(desk.queuedByAi("msg_1"));
    assertThat(desk.events.getLast()).isEqualTo(new MessageUnconfirmed("msg_1", "internal_error"));
  }

  @Test
  void whatAHumanOvertookIsNotSent() throws Exception {
    var message = desk.queuedByAi("msg_1");
    desk.tell(new TakeOver("user_1", "Asha"));
    desk.deliver(message);
    assertThat(desk.sends).isEmpty();
    assertThat(desk.events).contains(new MessageDropped("msg_1", "overtaken"));
  }

  @Test
  void aHumanWhoTakesOverBetweenTwoAttemptsStopsTheSecond() throws Exception {
    var message = desk.queuedByAi("msg_1");
    desk.answering(BUSY);
    Desk.await(desk.couriers.first(message));
    desk.tell(new TakeOver("user_1", "Asha"));
    Desk.await(desk.couriers.held(desk.aside.getFirst()));
    assertThat(desk.sends).hasSize(1);
    assertThat(desk.events.getLast()).isEqualTo(new MessageDropped("msg_1", "overtaken"));
  }

  @Test
  void anAttemptThatACrashLeftWithoutOutcomeBecomesUnknown() throws Exception {
    var message = desk.queuedByAi("msg_1");
    desk.tell(new BeginAttempt("msg_1", "of a node that died", Instant.now()));
    desk.deliver(message);
    assertThat(desk.sends).isEmpty();
    assertThat(desk.events.getLast()).isEqualTo(new MessageUnconfirmed("msg_1", "interrupted"));
  }

  @Test
  void aMessageThatWaitedBeyondTheWindowFailsWithoutACall() throws Exception {
    var late = new Desk(Instant.now().minus(Duration.ofHours(24)));
    late.deliver(late.queuedByAi("msg_1"));
    assertThat(late.sends).isEmpty();
    assertThat(late.events)
        .endsWith(
            new MessageFailed("msg_1", "window_closed"),
            new Escalated(EscalationReason.WINDOW_CLOSED));
  }

  @Test
  void redeliveredRecordsAreSentOnce() throws Exception {
    var message = desk.queuedByAi("msg_1");
    desk.deliver(message);
    desk.deliver(message);
    assertThat(desk.sends).hasSize(1);
  }

  @Test
  void aRestartedStreamJoinsWhatIsStillInFlight() throws Exception {
    var answer = new CompletableFuture<Outcome>();
    desk.answers.add(() -> answer);
    var message = desk.queuedByAi("msg_1");
    var before = desk.couriers.first(message);
    var after = desk.couriers.first(message);
    assertThat(after.toCompletableFuture()).isNotDone();
    answer.complete(new Outcome.Sent("wamid.1"));
    Desk.await(before);
    Desk.await(after);
    assertThat(desk.sends).hasSize(1);
    assertThat(desk.events.getLast()).isEqualTo(new MessageSent("msg_1", "wamid.1"));
  }

  @Test
  void outcomesAreReportedUntilTheConversationHasHeardThem() throws Exception {
    var message = desk.queuedByAi("msg_1");
    desk.unansweredAsks = 2;
    desk.deliver(message);
    assertThat(desk.sends).hasSize(1);
    assertThat(desk.events.getLast()).isInstanceOf(MessageSent.class);
    // The attempt was begun three times, always under the same id.
    assertThat(desk.commands).hasSize(4);
    assertThat(new HashSet<>(desk.commands)).hasSize(2);
  }

  @Test
  void aChannelInTroubleIsLeftAloneAndItsMessagesPutAside() throws Exception {
    desk.answering(SILENCE, SILENCE);
    desk.deliver(desk.queuedByHuman("msg_1"));
    desk.deliver(desk.queuedByHuman("msg_2"));
    var third = desk.queuedByHuman("msg_3");
    Desk.await(desk.couriers.first(third));
    assertThat(desk.sends).hasSize(2);
    assertThat(desk.aside).singleElement().satisfies(aside -> isUntouched(aside, third));
  }

  private static void isUntouched(HeldMessage aside, OutgoingMessage message) {
    assertThat(aside.message()).isEqualTo(message);
    assertThat(aside.tries()).isZero();
    assertThat(aside.notBefore()).isAfter(Instant.now());
  }

  @Test
  void nobodyOvertakesWhatIsPutAside() throws Exception {
    desk.held = true;
    Desk.await(desk.couriers.first(desk.queuedByAi("msg_1")));
    assertThat(desk.sends).isEmpty();
    assertThat(desk.aside).hasSize(1);
    Desk.await(desk.couriers.held(desk.aside.getFirst()));
    assertThat(desk.sends).hasSize(1);
  }

  @Test
  void whatIsTooOldFails() throws Exception {
    desk.queuedByAi("msg_1");
    desk.deliver(Desk.outgoing("msg_1", Instant.now().minus(Duration.ofDays(2))));
    assertThat(desk.sends).isEmpty();
    assertThat(desk.events.getLast()).isEqualTo(new MessageFailed("msg_1", "expired"));
  }

  @Test
  void aChannelThatIsGoneFailsTheMessage() throws Exception {
    desk.channelExists = false;
    desk.deliver(desk.queuedByAi("msg_1"));
    assertThat(desk.events.getLast()).isEqualTo(new MessageFailed("msg_1", "no_channel"));
  }

  @Test
  void whatIsQueuedWhileTheChannelIsPausedWaitsAndSaysWhy() throws Exception {
    desk.condition = Condition.NEW.paused(Instant.now());
    var message = desk.queuedByAi("msg_1");
    desk.deliver(message);
    assertThat(desk.sends).isEmpty();
    assertThat(desk.parked).containsExactly(message);
    assertThat(desk.events.getLast()).isEqualTo(new SendDeferred("msg_1", "channel_paused"));
    desk.condition = Condition.NEW;
    desk.deliver(message);
    assertThat(desk.eventNames()).endsWith("SendAttempted", "MessageSent");
  }

  @Test
  void aRefusedTokenBreaksTheChannelAndItsMessagesWaitForAnother() throws Exception {
    desk.answering(new Outcome.Refused(Outcome.CHANNEL_CREDENTIALS, "190"));
    var message = desk.queuedByHuman("msg_1");
    desk.deliver(message);
    assertThat(desk.condition.brokenAt()).isNotNull();
    assertThat(desk.parked).containsExactly(message);
    assertThat(desk.events.getLast()).isEqualTo(new SendDeferred("msg_1", "channel_credentials"));
    desk.deliver(message);
    assertThat(desk.sends).as("the provider is not asked again").hasSize(1);
    desk.condition = desk.condition.renewed();
    desk.deliver(message);
    assertThat(desk.eventNames()).endsWith("SendAttempted", "MessageSent");
  }

  @Test
  void aTokenThatWasReplacedMeanwhileIsUsedInsteadOfTheRefusedOne() throws Exception {
    desk.answers.add(
        () -> {
          desk.condition = desk.condition.renewed();
          return CompletableFuture.completedFuture(
              new Outcome.Refused(Outcome.CHANNEL_CREDENTIALS, "190"));
        });
    desk.deliver(desk.queuedByAi("msg_1"));
    assertThat(desk.parked).isEmpty();
    assertThat(desk.condition.brokenAt()).isNull();
    assertThat(desk.eventNames()).endsWith("SendDeferred", "SendAttempted", "MessageSent");
  }

  @Test
  void whenTooManyWaitForAChannelTheNextFails() throws Exception {
    desk.condition = Condition.NEW.paused(Instant.now());
    desk.parking = Parking.Parked.FULL;
    desk.deliver(desk.queuedByAi("msg_1"));
    assertThat(desk.events.getLast()).isEqualTo(new MessageFailed("msg_1", "channel_paused"));
  }

  @Test
  void whatAHumanOvertookIsNotParked() throws Exception {
    desk.condition = Condition.NEW.paused(Instant.now());
    var message = desk.queuedByAi("msg_1");
    desk.tell(new TakeOver("user_1", "Asha"));
    desk.deliver(message);
    assertThat(desk.parked).isEmpty();
  }

  @Test
  void stoppingEndsEveryWait() {
    desk.held = true;
    var later = Instant.now().plusSeconds(3600);
    var waiting = desk.couriers.held(new HeldMessage(desk.queuedByAi("msg_1"), 0, later));
    desk.close();
    assertThat(waiting.toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
    assertThat(desk.sends).isEmpty();
  }

  @Test
  void stoppingWaitsForTheCallInFlight() throws Exception {
    var answer = new CompletableFuture<Outcome>();
    desk.answers.add(() -> answer);
    var work = desk.couriers.first(desk.queuedByAi("msg_1"));
    desk.close();
    var idle = desk.couriers.idle();
    assertThat(idle.toCompletableFuture()).isNotDone();
    answer.complete(new Outcome.Sent("wamid.1"));
    Desk.await(idle);
    Desk.await(work);
    assertThat(desk.events.getLast()).isEqualTo(new MessageSent("msg_1", "wamid.1"));
  }
}
