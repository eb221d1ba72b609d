package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.Trial;
import ai.leadmetrics.streams.agents.Asking.Outcome;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.knowledge.MiniLm;
import ai.leadmetrics.streams.knowledge.StoredKnowledge;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks the AI what it would answer a customer, with everything a tenant has set, and tells nobody
 * else. Costs what an answer to a customer costs: the model is asked all the same.
 */
public final class TrialStore {
  /** No question takes longer; what failed on the way comes back after it. */
  private static final Duration LASTS = Duration.ofMinutes(5);

  private final Platform platform;
  private final Desk desk;
  private final Briefing briefing;
  private final Asking asking;
  private final CreditStore credits;

  /** What became of a question. */
  public sealed interface Result {
    record Answered(Trial trial) implements Result {}

    /** There are no credits for it. */
    record Refused(Rejection rejection) implements Result {}
  }

  public TrialStore(Platform platform) {
    var root = platform.config();
    var config = AgentsConfig.of(root);
    var knowledge =
        new StoredKnowledge(
            platform.database(),
            new MiniLm(root.getInt("leadmetrics.knowledge.threads")),
            root.getLong("leadmetrics.knowledge.cached-questions"));
    this.platform = platform;
    this.credits = new CreditStore(platform, new EntitlementStore(platform));
    this.desk =
        Desk.of(
            platform,
            (id, _, _) -> {
              throw new IllegalStateException("a trial changes nothing, and not " + id);
            });
    this.briefing =
        new Briefing(desk, knowledge, config.history(), config.knowledge(), platform.clock());
    // The user waits in front of the screen: one attempt is enough.
    this.asking = new Asking(Model.chain(config.models()), 1, config.backoff(), Pause.REAL);
  }

  /**
   * @param id tells questions of the same moment apart
   */
  public CompletionStage<Result> ask(TenantId tenant, String id, String question) {
    var entry = EntryId.of(platform.clock().instant(), "trial", tenant.value(), id);
    return credits
        .reserve(tenant, entry, LeadResponder.NAME, 1, LASTS)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> answer(tenant, entry, question);
                  case Reply.Refused(var rejection) ->
                      CompletableFuture.completedFuture(new Result.Refused(rejection));
                });
  }

  /** What no model was asked for, or none answered, costs nothing. */
  private CompletionStage<Result> answer(TenantId tenant, EntryId entry, String question) {
    return CompletableFuture.supplyAsync(
            () -> answer(tenant, desk.tenant(tenant), question), platform.database().threads())
        .thenCompose(
            trial ->
                (trial.confidence() > 0 && !trial.model().equals(RunRecorder.RULES)
                        ? credits.commit(tenant, entry, 1)
                        : credits.release(tenant, entry))
                    .thenApply(_ -> new Result.Answered(trial)));
  }

  private Trial answer(TenantId id, TenantFacts tenant, String question) {
    var language = Languages.of(question);
    var beforehand = Beforehand.of(tenant, question);
    if (beforehand.isPresent()) {
      var text = beforehand.get().text(briefing.house(tenant, language), language);
      return new Trial(text, "escalate", 1, RunRecorder.RULES);
    }
    var message =
        new MessageReceived(
            "trial",
            "trial",
            MessageContent.text(question),
            MessageContext.NONE,
            platform.clock().instant());
    return switch (asking.ask(
        briefing.prompt(id, tenant, Dialogue.of(List.of(message))), QUIETLY)) {
      case Outcome.Answered answered ->
          new Trial(
              answered.answer().reply(),
              answered.answer().action().name().toLowerCase(Locale.ROOT),
              answered.answer().confidence(),
              answered.model());
      case Outcome.GaveUp _ ->
          new Trial(
              briefing.house(tenant, language).promise(Phrases.FALLBACK, language),
              "escalate",
              0,
              asking.chain().getFirst().name());
    };
  }

  private static final Asking.Listener QUIETLY =
      new Asking.Listener() {
        @Override
        public void asking(String model) {}

        @Override
        public void failed(String error) {}
      };
}
