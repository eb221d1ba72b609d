package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.AuditEntry.Outcome;
import ai.leadmetrics.protocol.ops.Redaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for every request that changed something or took data along as a file, before its
 * caller hears of success, for what operators read within a business, and for every request that
 * was kept out. No endpoint has to remember to.
 */
final class Auditor {
  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
  private static final String ANONYMOUS = "anonymous";
  private static final String OPERATOR_READ = "operatorRead";

  private final AuditLog log;
  private final Clock clock;
  private final OperatorReads reads = new OperatorReads();

  Auditor(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Completes once the change is in the log. Fails with {@link ApiError#NOT_RECORDED} where it
   * cannot be written: what nobody can trace is not reported as done.
   */
  CompletionStage<?> done(
      Endpoint<?, ?, ?> endpoint, Visit visit, Map<String, String> path, Answer<?> answer) {
    var known = visit.trail().known();
    if (endpoint.isAudited()) {
      return written(entry(endpoint, visit, path, known, Outcome.DONE, answer.body()), endpoint);
    }
    var read = operatorRead(endpoint, path, known);
    if (read == null || !reads.isDue(read, clock.instant())) {
      return CompletableFuture.completedFuture(answer);
    }
    return written(looked(entry(endpoint, visit, path, known, Outcome.DONE, null)), endpoint)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                reads.forget(read);
              }
            });
  }

  /** What an operator looks at within a business; null for everybody else, and for writes. */
  private static OperatorReads.@Nullable Read operatorRead(
      Endpoint<?, ?, ?> endpoint, Map<String, String> path, Trail.Known known) {
    var session = known.session();
    if (session == null || session.impersonator() == null || session.tenant() == null) {
      return null;
    }
    return endpoint.access() instanceof Access.Tenant(var permission)
            && !endpoint.route().method().writes()
        ? new OperatorReads.Read(
            session.family(), session.tenant(), permission, target(known, endpoint, path, null))
        : null;
  }

  private CompletionStage<?> written(AuditEntry entry, Endpoint<?, ?, ?> endpoint) {
    return log.append(entry)
        .exceptionallyCompose(
            failure -> {
              LOG.atError()
                  .addKeyValue("request", entry.request())
                  .addKeyValue("endpoint", endpoint.route().id())
                  .setCause(failure)
                  .log("a request could not be written to the audit log");
              return CompletableFuture.failedFuture(new ProblemException(ApiError.NOT_RECORDED));
            });
  }

  /** Writes, without keeping anybody waiting, that somebody was refused who should not try. */
  void refused(
      Endpoint<?, ?, ?> endpoint, Visit visit, Map<String, String> path, Throwable failure) {
    if (!(Responses.unwrap(failure) instanceof ProblemException refusal)
        || !isOfInterest(endpoint, refusal.problem())) {
      return;
    }
    var code = new AuditChange("code", null, refusal.problem().code());
    var known = visit.trail().known();
    var entry = entry(endpoint, visit, path, known, Outcome.REFUSED, null);
    log.append(with(entry, entry.action(), code))
        .whenComplete(
            (_, failed) -> {
              if (failed != null) {
                LOG.warn("a refusal could not be written to the audit log", failed);
              }
            });
  }

  /**
   * Missing permissions, wherever; at the doors everything that is neither a mistake of form nor
   * haste, of which there could be any number.
   */
  private static boolean isOfInterest(Endpoint<?, ?, ?> endpoint, Problem problem) {
    return problem.status() == CommonError.FORBIDDEN.status()
        || (endpoint.access() instanceof Access.Everyone
            && endpoint.route().method().writes()
            && endpoint.isAudited()
            && !problem.code().equals(CommonError.RATE_LIMITED.code())
            && problem.status() > CommonError.INVALID.status()
            && problem.status() < ApiError.INTERNAL.status());
  }

  private AuditEntry entry(
      Endpoint<?, ?, ?> endpoint,
      Visit visit,
      Map<String, String> path,
      Trail.Known known,
      Outcome outcome,
      @Nullable Object body) {
    var session = known.session();
    return new AuditEntry(
        Ids.next(Kind.AUDIT),
        clock.instant(),
        tenant(known),
        known.actor() != null ? known.actor() : session == null ? ANONYMOUS : session.user(),
        known.actor() != null ? known.actorName() : session == null ? null : session.name(),
        session == null ? null : session.impersonator(),
        endpoint.route().id(),
        target(known, endpoint, path, body),
        outcome,
        visit.address(),
        visit.requestId(),
        changes(known));
  }

  private static @Nullable TenantId tenant(Trail.Known known) {
    if (known.tenant() != null) {
      return known.tenant();
    }
    return known.session() == null ? null : known.session().tenant();
  }

  /** What the handler named, the first parameter of the path, or the id of what was created. */
  private static @Nullable String target(
      Trail.Known known,
      Endpoint<?, ?, ?> endpoint,
      Map<String, String> path,
      @Nullable Object body) {
    if (known.target() != null) {
      return known.target();
    }
    var names = Router.parameters(endpoint.route().path());
    if (!names.isEmpty()) {
      return path.get(names.getFirst());
    }
    return body instanceof Record record
        ? Arrays.stream(record.getClass().getRecordComponents())
            .filter(component -> component.getName().equals("id"))
            .map(component -> Components.get(component, record))
            .map(String::valueOf)
            .findFirst()
            .orElse(null)
        : null;
  }

  /** What the handler knows of before and after, and the rest of what was asked. */
  private static List<AuditChange> changes(Trail.Known known) {
    var changes = new ArrayList<>(known.changes());
    var named = new HashSet<String>();
    changes.forEach(change -> named.add(change.field()));
    if (known.request() != null) {
      summary(known.request()).stream()
          .filter(change -> named.add(change.field()))
          .forEach(changes::add);
    }
    return changes;
  }

  /** The fields of a request as it was bound, those of its body by their own names. */
  private static List<AuditChange> summary(Record request) {
    var fields = new ArrayList<AuditChange>();
    for (var component : request.getClass().getRecordComponents()) {
      var bound = Components.get(component, request);
      if (bound != null && !component.isAnnotationPresent(Path.class)) {
        var name = component.isAnnotationPresent(Body.class) ? "" : component.getName();
        fields.addAll(Redaction.summary(name, ApiJson.MAPPER.valueToTree(bound)));
      }
    }
    return fields;
  }

  /** One line stands for what follows within the next minutes, so it says what is looked at. */
  private static AuditEntry looked(AuditEntry entry) {
    return with(entry, OPERATOR_READ, new AuditChange("what", null, entry.action()));
  }

  private static AuditEntry with(AuditEntry entry, String action, AuditChange first) {
    var changes = new ArrayList<AuditChange>();
    changes.add(first);
    changes.addAll(entry.changes());
    return new AuditEntry(
        entry.id(),
        entry.at(),
        entry.tenant(),
        entry.actor(),
        entry.actorName(),
        entry.impersonator(),
        action,
        entry.target(),
        entry.outcome(),
        entry.address(),
        entry.request(),
        changes);
  }
}
