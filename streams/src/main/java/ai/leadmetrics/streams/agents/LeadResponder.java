package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.crm.Lead;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.agents.AgentRunEvent;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunAttemptFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCancelled;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunQueued;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunStarted;
import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.LeadCommand;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantState;
import ai.leadmetrics.streams.agents.Asking.Outcome;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a customer's message: whoever asks for a person gets one, everybody else a checked answer
 * of the model, or the friendly fallback and a person. The run records its result before the
 * conversation is answered, so that a crash in between costs no second question to the model.
 */
final class LeadResponder implements Agent {
  static final String NAME = "lead-responder";

  private static final Logger LOG = LoggerFactory.getLogger(LeadResponder.class);
  private static final int LEAD_ATTEMPTS = 4;

  private final Desk desk;
  private final RunRecorder runs;
  private final Briefing briefing;
  private final Asking asking;
  private final double escalateBelow;
  private final Till till;
  private final Progress progress;
  private final Clock clock;

  /**
   * @param escalateBelow confidence under which a person is called in as well
   */
  LeadResponder(
      Desk desk,
      Briefing briefing,
      Asking asking,
      double escalateBelow,
      Till till,
      Progress progress,
      Clock clock) {
    this.desk = desk;
    this.runs = new RunRecorder(desk);
    this.briefing = briefing;
    this.asking = asking;
    this.escalateBelow = escalateBelow;
    this.till = till;
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(AgentWork work, Position cause) {
    var dialogue = desk.dialogue(work.subject());
    if (!dialogue.awaits(work.task())) {
      desk.result(work.run())
          .ifPresentOrElse(
              end -> settle(work, end, till.entry(work)),
              () -> till.giveBack(work, till.entry(work)));
      runs.cancel(work, "the reply is no longer wanted");
      progress.tell(work, cause, Progress.ENDED);
      return;
    }
    var end = ended(work, cause, dialogue);
    var now = desk.dialogue(work.subject());
    if (!now.awaits(work.task())) {
      // A message was changed or withdrawn, or a person answered, while the model was thinking.
      progress.tell(work, cause, Progress.ENDED);
      return;
    }
    deliver(work, now, end);
    progress.tell(work, cause, Progress.ANSWERED);
  }

  /** Paid for before the answer: after it nobody comes back to this run. */
  private AgentRunEvent ended(AgentWork work, Position cause, Dialogue dialogue) {
    var before = desk.result(work.run());
    if (before.isPresent()) {
      settle(work, before.get(), till.entry(work));
      return before.get();
    }
    var tenant = desk.tenant(work.run().tenant());
    var passedOn = withoutModel(work, tenant, dialogue);
    if (passedOn.isPresent()) {
      return passedOn.get();
    }
    if (dialogue.isWindowClosed(clock.instant())) {
      return passOn(work, "", Languages.of(dialogue.message()), EscalationReason.WINDOW_CLOSED);
    }
    return switch (till.open(work)) {
      case Till.Opened.MayNot(var reason) -> runs.fail(work, reason);
      case Till.Opened.May(var entry, var thrift) -> {
        var end = work(work, cause, tenant, dialogue, thrift);
        settle(work, end, entry);
        yield end;
      }
    };
  }

  private void settle(AgentWork work, AgentRunEvent end, EntryId entry) {
    switch (end) {
      case RunCompleted done when done.model().equals(RunRecorder.RULES) -> {}
      case RunCompleted _ -> till.charge(work, entry);
      case RunFailed _ -> till.giveBack(work, entry);
      case RunQueued _, RunStarted _, RunAttemptFailed _, RunCancelled _ -> {}
    }
  }

  @Override
  public void giveUp(AgentWork work, Position cause, String error) {
    var dialogue = desk.dialogue(work.subject());
    var end = runs.fail(work, error);
    settle(work, end, till.entry(work));
    if (dialogue.awaits(work.task())) {
      deliver(work, dialogue, end);
    }
    progress.tell(work, cause, Progress.ENDED);
  }

  /** What needs no model, and so no credit either. */
  private Optional<AgentRunEvent> withoutModel(
      AgentWork work, TenantFacts tenant, Dialogue dialogue) {
    var message = dialogue.message();
    var language = Languages.of(message);
    var consent = consent(work, dialogue, language);
    if (!tenant.state().answersCustomers()) {
      return Optional.of(passOn(work, "", language, reason(tenant.state())));
    }
    if (consent.isPresent()) {
      return consent;
    }
    if (dialogue.answeredElsewhere().filter(form -> desk.route(form, 0).isEmpty()).isPresent()) {
      return Optional.of(passOn(work, "", language, EscalationReason.NO_REPLY_ADDRESS));
    }
    var beforehand = Beforehand.of(tenant, message);
    if (isOptedOut(dialogue)) {
      var reason = beforehand.map(Beforehand::reason).orElse(EscalationReason.OPTED_OUT);
      return Optional.of(passOn(work, "", language, reason));
    }
    if (!MessageContent.isVisible(message)) {
      return Optional.of(
          runs.byRules(work, new LeadAnswer("", Action.NONE, Qualification.NONE, 1, null), null));
    }
    if (beforehand.isEmpty() && dialogue.hasOrder()) {
      var text = Phrases.of(Phrases.CONFIRM, language);
      return Optional.of(passOn(work, text, language, EscalationReason.WANTS_TO_BOOK));
    }
    return beforehand.map(
        found ->
            passOn(
                work,
                found.text(briefing.house(tenant, language), language),
                language,
                found.reason()));
  }

  /** Who wants no more messages is told so once; who wants them again is welcomed. */
  private Optional<AgentRunEvent> consent(AgentWork work, Dialogue dialogue, String language) {
    var consent = Consent.of(dialogue.messages());
    var contact = dialogue.contact();
    boolean out = isOptedOut(dialogue);
    if (consent == null || contact == null || (consent == Consent.OPT_IN && !out)) {
      return Optional.empty();
    }
    desk.ask(contact, "consent:" + work.task(), consent.command(work.task()));
    boolean stops = consent == Consent.OPT_OUT;
    var text = stops && out ? "" : Phrases.of(stops ? Phrases.STOPPED : Phrases.STARTED, language);
    var action = stops ? Action.END : Action.NONE;
    return Optional.of(
        runs.byRules(work, new LeadAnswer(text, action, Qualification.NONE, 1, language), null));
  }

  private boolean isOptedOut(Dialogue dialogue) {
    var contact = dialogue.contact();
    return contact != null && desk.optedOut(contact);
  }

  private static EscalationReason reason(TenantState state) {
    return switch (state) {
      case ONBOARDING -> EscalationReason.TENANT_ONBOARDING;
      case FROZEN -> EscalationReason.TENANT_FROZEN;
      case PAUSED -> EscalationReason.TENANT_PAUSED;
      case CANCELLED -> EscalationReason.TENANT_CANCELLED;
      case ERASED -> EscalationReason.TENANT_ERASED;
      case SIGNING_UP, ACTIVE, PAST_DUE -> EscalationReason.TENANT_UNKNOWN;
    };
  }

  private AgentRunEvent work(
      AgentWork work, Position cause, TenantFacts tenant, Dialogue dialogue, Thrift thrift) {
    progress.tell(work, cause, Progress.READING);
    var prompt = briefing.prompt(work.run().tenant(), tenant, dialogue);
    progress.tell(work, cause, Progress.ASKING);
    var outcome =
        switch (thrift) {
          case NONE, PEOPLE -> asking.ask(prompt, runs.attempts(work));
          case SHORT -> asking.ask(prompt.shortened(), runs.attempts(work));
          case OWN_WORDS -> asking.offline().ask(prompt, runs.attempts(work));
        };
    return switch (outcome) {
      case Outcome.Answered answered ->
          answered(
              work,
              prompt.qualification().known(),
              Beforehand.isHot(tenant, dialogue.message()) ? urgent(answered) : answered);
      case Outcome.GaveUp(var error) -> runs.fail(work, error);
    };
  }

  private AgentRunEvent answered(AgentWork work, Qualification known, Outcome.Answered answered) {
    return runs.complete(work, answered, reason(known, answered.answer()));
  }

  /** An empty text says nothing to the customer. */
  private AgentRunEvent passOn(
      AgentWork work, String text, String language, EscalationReason reason) {
    var answer = new LeadAnswer(text, Action.ESCALATE, Qualification.NONE, 1, language);
    return runs.byRules(work, answer, reason);
  }

  /** What the business calls urgent is, unless the customer said how urgent it is. */
  private static Outcome.Answered urgent(Outcome.Answered answered) {
    var answer = answered.answer();
    var learnt = new Qualification(null, "high", null, null, null, null);
    return new Outcome.Answered(
        new LeadAnswer(
            answer.reply(),
            answer.action(),
            learnt.merge(answer.qualification()),
            answer.confidence(),
            answer.language()),
        answered.model(),
        answered.offline(),
        answered.inputTokens(),
        answered.outputTokens(),
        answered.latencyMs());
  }

  /** Booking is confirmed by people, and so is whatever the model itself doubts. */
  private @Nullable EscalationReason reason(Qualification known, LeadAnswer answer) {
    return switch (answer.action()) {
      case ESCALATE -> EscalationReason.AI_ASKED;
      case BOOK -> EscalationReason.WANTS_TO_BOOK;
      case QUALIFIED -> EscalationReason.HOT_LEAD;
      case NONE, ASK, END -> {
        if (answer.confidence() < escalateBelow) {
          yield EscalationReason.LOW_CONFIDENCE;
        }
        yield becomesHot(known, answer.qualification()) ? EscalationReason.HOT_LEAD : null;
      }
    };
  }

  private static boolean becomesHot(Qualification known, Qualification learnt) {
    return Lead.score(known) != LeadScore.HOT && Lead.score(known.merge(learnt)) == LeadScore.HOT;
  }

  private void deliver(AgentWork work, Dialogue dialogue, AgentRunEvent end) {
    switch (end) {
      case RunCompleted done -> {
        var result = Json.read(done.result(), RunRecorder.Result.class);
        // First what was learnt: after the answer nobody comes back to it.
        qualify(work, dialogue, result.answer().qualification());
        if (!done.model().equals(RunRecorder.RULES) && isOptedOut(dialogue)) {
          answer(work, dialogue, silent(result.answer()), done, EscalationReason.OPTED_OUT);
        } else {
          answer(work, dialogue, result.answer(), done, result.reason());
        }
      }
      case RunFailed(var error) -> {
        var language = Languages.of(dialogue.message());
        var model = asking.chain().getFirst();
        var tenant = desk.tenant(work.run().tenant());
        var text = briefing.house(tenant, language).promise(Phrases.FALLBACK, language);
        var fallback = new LeadAnswer(text, Action.ESCALATE, Qualification.NONE, 0, language);
        var trace = new RunCompleted(model.name(), model.offline(), 0, 0, 0, "");
        answer(work, dialogue, fallback, trace, reason(error));
      }
      case RunQueued _, RunStarted _, RunAttemptFailed _, RunCancelled _ -> {}
    }
  }

  /** They asked for silence while the model was thinking. */
  private static LeadAnswer silent(LeadAnswer answer) {
    return new LeadAnswer(
        "", Action.ESCALATE, answer.qualification(), answer.confidence(), answer.language());
  }

  private static EscalationReason reason(String error) {
    return Till.REASONS.contains(error)
        ? EscalationReason.valueOf(error.toUpperCase(Locale.ROOT))
        : EscalationReason.MODEL_FAILED;
  }

  private void answer(
      AgentWork work,
      Dialogue dialogue,
      LeadAnswer answer,
      RunCompleted run,
      @Nullable EscalationReason reason) {
    var trace =
        new AiTrace(
            work.run().local(),
            run.model(),
            run.offline(),
            answer.confidence(),
            reason == null ? answer.action() : Action.ESCALATE,
            answer.language(),
            run.latencyMs());
    var message = Ids.derived(Kind.MESSAGE, "answer", work.task());
    var command =
        new ConversationCommand.Answer(
            work.task(),
            message,
            answer.reply(),
            trace,
            reason,
            dialogue
                .answeredElsewhere()
                .flatMap(form -> desk.route(form, answer.reply().length()))
                .orElse(null),
            clock.instant());
    desk.ask(work.subject(), "answer:" + work.task(), command);
  }

  /** The lead is opened on another path and may come a moment later than our answer. */
  private void qualify(AgentWork work, Dialogue dialogue, Qualification learnt) {
    var lead = dialogue.lead();
    if (lead == null || learnt.known() == 0) {
      return;
    }
    for (int attempt = 1; attempt <= LEAD_ATTEMPTS; attempt++) {
      switch (desk.ask(lead, "qualify:" + work.task(), new LeadCommand.Qualify(learnt))) {
        case Reply.Refused(var rejection) when rejection.is(CrmError.LEAD_NOT_OPEN) ->
            asking.pause().of(asking.backoff().after(attempt));
        case Reply.Refused _, Reply.Done _ -> {
          return;
        }
      }
    }
    LOG.warn("{} is not open: what {} learnt is kept in the run only", lead, work.run());
  }
}
