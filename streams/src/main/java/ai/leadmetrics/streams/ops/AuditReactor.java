package ai.leadmetrics.streams.ops;

import ai.leadmetrics.entities.kit.Aggregates;
import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.AuditEntry.Outcome;
import ai.leadmetrics.protocol.ops.Redaction;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.Done;

/**
 * Writes into the audit log what happened in a context without anybody asking the API for it:
 * renewals, dunning, what a provider reported. Every event of the context's aggregates counts,
 * those of tomorrow too, but for what is named here.
 */
public final class AuditReactor implements StreamTask {
  /** Commands of the API begin like this; for those it has written a line itself. */
  private static final String ASKED = "api:";

  /** Written by other means, or so frequent that they have lists of their own. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "signed-in",
          "sign-in-failed",
          "credits-reserved",
          "credits-committed",
          "credits-released",
          "credits-expired",
          "invoice-drafted",
          "invoice-line-added",
          "invoice-lines-replaced");

  private final String context;

  public AuditReactor(String context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "audit-" + context;
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var log = new AuditStore(platform.database());
    var wanted = wanted(context);
    return Reactors.start(
        platform, name(), context, wanted::contains, (record, _) -> write(log, record));
  }

  private static Set<String> wanted(String context) {
    return Aggregates.all().stream()
        .filter(aggregate -> aggregate.context().equals(context))
        .flatMap(aggregate -> Arrays.stream(aggregate.events().getPermittedSubclasses()))
        .map(EventCodec::typeName)
        .filter(type -> !ELSEWHERE.contains(type))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CompletionStage<Done> write(AuditStore log, EventRecord record) {
    return record.recorded().command().startsWith(ASKED)
        ? CompletableFuture.completedFuture(Done.getInstance())
        : log.append(entry(record));
  }

  static AuditEntry entry(EventRecord record) {
    var id = record.id();
    return new AuditEntry(
        Ids.derived(Kind.AUDIT, record.kind(), id.key(), Long.toString(record.seq())),
        record.recorded().at(),
        id.tenant().equals(TenantId.PLATFORM) ? null : id.tenant(),
        record.recorded().by(),
        null,
        null,
        EventCodec.typeName(record.event().getClass()),
        id.local(),
        Outcome.DONE,
        null,
        null,
        changes(Json.MAPPER.valueToTree(record.event())));
  }

  private static List<AuditChange> changes(JsonNode event) {
    var changes = new ArrayList<AuditChange>();
    if (event instanceof ObjectNode fields) {
      fields.remove("type");
      if (fields.has("from") && fields.has("to")) {
        changes.add(Redaction.change("value", fields.remove("from"), fields.remove("to")));
      }
    }
    changes.addAll(Redaction.summary("", event));
    return changes;
  }
}
