package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.ApiDocument.Operation;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint of the API × every role × another tenant's ids, generated from the declarations.
 * The whole matrix is left in {@code cluster/target/authorization.txt}.
 */
class AuthorizationIT {
  private static final TestPlatform TEST = TestPlatform.shared();
  private static final Pattern ID = Pattern.compile("\"([a-z]{3,5}_[0-9a-f]{32})\"");
  private static final List<Role> ROLES =
      Stream.of(Role.values())
          .filter(role -> role != Role.NEWCOMER && role != Role.PENDING_OPERATOR)
          .toList();
  private static final String ABSENT = Ids.next(Kind.CONVERSATION);

  private final Platform platform = TEST.node().platform();
  private final ApiClient anonymous = ApiClient.anonymous(platform);
  private final ApiDocument document = ApiDocument.of(anonymous);

  @Test
  void everyRoleReachesWhatItsPermissionsSayAndNothingElse() throws IOException {
    var tenant = TEST.newTenant();
    var clients = new EnumMap<Role, ApiClient>(Role.class);
    for (var role : ROLES) {
      var home = role == Role.SUPER_ADMIN ? null : tenant.id();
      clients.put(role, ApiClient.signedIn(platform, home, role));
    }
    var matrix = new ArrayList<String>();
    var wrong = new ArrayList<String>();
    int refused = 0;
    for (var operation : document.operations()) {
      var cells = new ArrayList<String>();
      boolean closed = !operation.access().equals("everyone");
      if (closed) {
        var answer = probe(anonymous, operation);
        check(operation, "nobody", answer, answer.statusCode() == 401, wrong);
        refused++;
      }
      for (var role : ROLES) {
        if (!allows(operation, role)) {
          var answer = probe(clients.get(role), operation);
          boolean forbidden =
              answer.statusCode() == 403 && ApiClient.code(answer).equals("forbidden");
          check(operation, role.wire(), answer, forbidden, wrong);
          refused++;
        } else {
          cells.add(role.wire());
          if (closed && isHarmless(operation)) {
            var answer = probe(clients.get(role), operation);
            boolean admitted =
                answer.statusCode() != 401
                    && !(answer.statusCode() == 403 && ApiClient.code(answer).equals("forbidden"));
            check(operation, role.wire(), answer, admitted, wrong);
          }
        }
      }
      matrix.add(
          "%-9s %-6s %-60s %s"
              .formatted(
                  operation.access(),
                  operation.method().toUpperCase(Locale.ROOT),
                  operation.path(),
                  closed ? String.join(" ", cells) : "anybody"));
    }
    matrix.add(
        "%d endpoints, %d refusals of callers without the permission, %d wrong"
            .formatted(document.operations().size(), refused, wrong.size()));
    Files.write(Path.of("target/authorization.txt"), matrix);
    System.out.println(matrix.getLast());
    assertThat(wrong).isEmpty();
  }

  @Test
  void idsOfAnotherTenantAnswerLikeIdsThatDoNotExist() {
    var theirs = TEST.newTenant();
    var them = ApiClient.signedIn(platform, theirs.id(), Role.ADMIN);
    busy(theirs, them);
    var us = ApiClient.signedIn(platform, TEST.newTenant().id(), Role.ADMIN);
    var before = everything(them);
    var ids = new TreeSet<String>();
    before.values().forEach(body -> ID.matcher(body).results().forEach(m -> ids.add(m.group(1))));
    assertThat(ids.stream().map(id -> id.substring(0, id.indexOf('_'))).distinct())
        .contains("conv", "lead", "run", "chan");
    var wrong = new ArrayList<String>();
    int asked = 0;
    for (var operation : document.operations()) {
      if (operation.hasIds() && List.of("tenant", "signed-in").contains(operation.access())) {
        for (var id : oneOfEachKind(ids)) {
          var answer = call(us, operation, operation.at(id), document.example(operation));
          var kind = id.substring(0, id.indexOf('_') + 1);
          var absent = kind + Ids.next(Kind.CONVERSATION).substring(5);
          var missing = call(us, operation, operation.at(absent), document.example(operation));
          boolean alike =
              answer.statusCode() >= 400
                  && answer.statusCode() < 500
                  && withoutInstance(answer).equals(withoutInstance(missing));
          if (!alike) {
            wrong.add(operation + " with " + id + ": " + answer.statusCode() + answer.body());
          }
          asked++;
        }
      }
    }
    System.out.println(asked + " requests with another tenant's ids, " + wrong.size() + " open");
    assertThat(wrong).isEmpty();
    assertThat(everything(them)).as("nothing of theirs has changed").isEqualTo(before);
    var ours = everything(us).values();
    assertThat(ids).noneMatch(id -> ours.stream().anyMatch(body -> body.contains(id)));
  }

  private static boolean allows(Operation operation, Role role) {
    return switch (operation.access()) {
      case "everyone", "signed-in" -> true;
      case "tenant" -> role != Role.SUPER_ADMIN && holds(operation, role);
      case "platform" -> role == Role.SUPER_ADMIN && holds(operation, role);
      default -> throw new AssertionError(operation + " says not whom it is for");
    };
  }

  private static boolean holds(Operation operation, Role role) {
    return role.permissions().stream()
        .anyMatch(permission -> permission.wire().equals(operation.permission()));
  }

  /** Whether a probe that gets in changes nothing. */
  private static boolean isHarmless(Operation operation) {
    return operation.reads() || operation.hasIds() || operation.takesBody();
  }

  /** A request that nothing comes of: for what does not exist, with a body that is no JSON. */
  private static HttpResponse<String> probe(ApiClient client, Operation operation) {
    return call(client, operation, operation.at(ABSENT), operation.takesBody() ? "not json" : "{}");
  }

  private static HttpResponse<String> call(
      ApiClient client, Operation operation, String path, String body) {
    var request =
        client
            .request(path)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(1));
    return ApiClient.send(
        operation.reads()
            ? request.GET()
            : request.method(
                operation.method().toUpperCase(Locale.ROOT), BodyPublishers.ofString(body)));
  }

  private static void check(
      Operation operation,
      String who,
      HttpResponse<String> answer,
      boolean right,
      List<String> wrong) {
    if (!right) {
      wrong.add(operation + " as " + who + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** Gives a tenant something of every kind. */
  private static void busy(TestTenant tenant, ApiClient owner) {
    var from = "9198" + Math.abs(UUID.randomUUID().hashCode() % 90_000_000 + 10_000_000);
    assertThat(tenant.deliver(tenant.delivery().text("wamid." + from, from, "Hello")).status())
        .isEqualTo(200);
    for (var list : List.of("conversations", "leads", "agent-runs")) {
      await()
          .until(
              () -> ApiClient.tree(owner.get("/api/v1/" + list)).path("items"),
              items -> !items.isEmpty());
    }
  }

  /** What a tenant's lists show, once it no longer changes by itself. */
  private Map<String, String> everything(ApiClient client) {
    return await()
        .pollInterval(Duration.ofMillis(500))
        .until(() -> List.of(lists(client), lists(client)), two -> two.get(0).equals(two.get(1)))
        .get(0);
  }

  private Map<String, String> lists(ApiClient client) {
    return document.operations().stream()
        .filter(one -> one.reads() && !one.hasIds() && one.access().equals("tenant"))
        // Files carry the time at which they were made.
        .filter(one -> !one.schema().isMissingNode())
        .collect(
            Collectors.toMap(
                Operation::path, one -> client.get(one.path()).body(), (a, _) -> a, TreeMap::new));
  }

  private static List<String> oneOfEachKind(TreeSet<String> ids) {
    return ids.stream()
        .collect(
            Collectors.toMap(
                id -> id.substring(0, id.indexOf('_')), id -> id, (a, _) -> a, TreeMap::new))
        .values()
        .stream()
        .toList();
  }

  private static JsonNode withoutInstance(HttpResponse<String> response) {
    var problem = (ObjectNode) ApiClient.tree(response);
    problem.remove("instance");
    return problem;
  }
}
