package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.agents.AgentRun.RunState;
import ai.leadmetrics.protocol.agents.AgentRunEvent;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunAttemptFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCancelled;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunQueued;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunStarted;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.Rows;
import ai.leadmetrics.streams.kit.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The runs of agents: where each stands and what it cost. */
public final class RunsView implements View {
  private static final String INSERT =
      """
      insert into run (tenant, id, agent, conversation, queued_at, state, model, attempts,
        input_tokens, output_tokens, started_at, finished_at, error)
      select * from :rows as r
      on conflict (tenant, id) do nothing
      """;
  private static final List<String> INSERT_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "text",
          "timestamptz",
          "text",
          "text",
          "int4",
          "int8",
          "int8",
          "timestamptz",
          "timestamptz",
          "text");

  private static final String UPDATE =
      """
      update run t set state = coalesce(r.state, t.state), model = coalesce(r.model, t.model),
        attempts = greatest(r.attempts, t.attempts),
        input_tokens = greatest(r.input_tokens, t.input_tokens),
        output_tokens = greatest(r.output_tokens, t.output_tokens),
        started_at = coalesce(t.started_at, r.started_at),
        finished_at = coalesce(r.finished_at, t.finished_at), error = coalesce(r.error, t.error)
      from :rows as r (tenant, id, state, model, attempts, input_tokens, output_tokens, started_at,
        finished_at, error)
      where t.tenant = r.tenant and t.id = r.id
      """;
  private static final List<String> UPDATE_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "text",
          "int4",
          "int8",
          "int8",
          "timestamptz",
          "timestamptz",
          "text");

  private static final class Change {
    @Nullable RunQueued queued;
    @Nullable Instant queuedAt;
    @Nullable RunState state;
    @Nullable String model;
    int attempts;
    long inputTokens;
    long outputTokens;
    @Nullable Instant startedAt;
    @Nullable Instant finishedAt;
    @Nullable String error;

    void add(AgentRunEvent event, Instant at) {
      switch (event) {
        case RunQueued run -> {
          queued = run;
          queuedAt = at;
          state = RunState.QUEUED;
        }
        case RunStarted(var attempt, var by) -> {
          attempts = attempt;
          model = by;
          startedAt = startedAt == null ? at : startedAt;
          state = RunState.RUNNING;
        }
        case RunAttemptFailed(var attempt, var why) -> {
          attempts = attempt;
          error = why;
        }
        case RunCompleted done -> {
          model = done.model();
          inputTokens = done.inputTokens();
          outputTokens = done.outputTokens();
          finish(RunState.DONE, at, null);
        }
        case RunFailed(var why) -> finish(RunState.FAILED, at, why);
        case RunCancelled(var why) -> finish(RunState.CANCELLED, at, why);
      }
    }

    private void finish(RunState reached, Instant at, @Nullable String why) {
      state = reached;
      finishedAt = at;
      error = why == null ? error : why;
    }
  }

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public List<String> contexts() {
    return List.of("agents");
  }

  @Override
  public void apply(Handle handle, List<EventRecord> batch) {
    var changes = new TreeMap<EntityId, Change>(Comparator.comparing(EntityId::key));
    for (var record : batch) {
      if (record.event() instanceof AgentRunEvent event) {
        changes.computeIfAbsent(record.id(), _ -> new Change()).add(event, record.recorded().at());
      }
    }
    var inserted = new ArrayList<@Nullable Object[]>();
    var updated = new ArrayList<@Nullable Object[]>();
    changes.forEach(
        (id, change) -> {
          if (change.queued == null) {
            updated.add(updated(id, change));
          } else {
            inserted.add(inserted(id, change.queued, change));
          }
        });
    Rows.write(handle, INSERT, INSERT_TYPES, inserted);
    Rows.write(handle, UPDATE, UPDATE_TYPES, updated);
  }

  private static @Nullable Object[] inserted(EntityId id, RunQueued queued, Change change) {
    var subject = queued.subject();
    return new @Nullable Object[] {
      id.tenant().value(),
      id.local(),
      queued.agent(),
      subject.is(Kind.CONVERSATION) ? subject.local() : null,
      change.queuedAt,
      change.state,
      change.model,
      change.attempts,
      change.inputTokens,
      change.outputTokens,
      change.startedAt,
      change.finishedAt,
      change.error
    };
  }

  private static @Nullable Object[] updated(EntityId id, Change change) {
    return new @Nullable Object[] {
      id.tenant().value(),
      id.local(),
      change.state,
      change.model,
      change.attempts,
      change.inputTokens,
      change.outputTokens,
      change.startedAt,
      change.finishedAt,
      change.error
    };
  }

  @Override
  public List<LiveNotice> notices(EventRecord record) {
    if (!(record.event() instanceof AgentRunEvent event)) {
      return List.of();
    }
    return List.of(
        new LiveNotice(
            record.id().tenant(),
            "agent-run:" + record.id().local(),
            EventCodec.typeName(event.getClass()),
            record.id().local(),
            record.position()));
  }
}
