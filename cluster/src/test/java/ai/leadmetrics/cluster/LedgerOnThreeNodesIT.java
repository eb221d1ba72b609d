package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.embedded.Ports;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.StatementKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.kit.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes of one cluster, each with an actor system and connections of its own, over one
 * journal in PostgreSQL. They speak TLS with each other. On a cluster of its own: it takes several
 * nodes, and other settings of the transport.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerOnThreeNodesIT {
  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final String REPLY = "lead-responder";
  private static final int FREE = 100;

  @TempDir static Path folder;

  private final List<Node> others = new ArrayList<>();
  private final Instant now = Instant.now();
  private Map<String, Object> tls;
  private TestPlatform first;
  private List<CreditStore> nodes;
  private CreditsQueries queries;
  private TenantId tenant;

  @BeforeAll
  void start() throws Exception {
    tls = ClusterCertificates.make(folder).settings();
    var settings = new HashMap<String, Object>(tls);
    settings.put("leadmetrics.entities.ask-timeout", "20s");
    first = TestPlatform.start(settings);
    others.add(another("second"));
    others.add(another("third"));
    Members.awaitUp(first.node().platform().system(), 3);
    nodes =
        List.of(
            credits(first.node().platform()),
            credits(others.get(0).platform()),
            credits(others.get(1).platform()));
    var database = first.node().platform().database();
    queries = new CreditsQueries(database, new EntitlementStore(first.node().platform()));
  }

  /** Only for entities: who asks it for something may be served by any of the three. */
  private Node another(String name) throws IOException {
    var config = first.config();
    var settings = new HashMap<String, Object>(tls);
    settings.putAll(
        Map.ofEntries(
            Map.entry("leadmetrics.roles", List.of("entities")),
            Map.entry("leadmetrics.entities.ask-timeout", "20s"),
            Map.entry(
                "leadmetrics.data-directory",
                Files.createDirectory(folder.resolve(name)).toString()),
            Map.entry("leadmetrics.embedded.postgres.enabled", false),
            Map.entry("leadmetrics.embedded.kafka.enabled", false),
            Map.entry("leadmetrics.sandbox.enabled", false),
            Map.entry("leadmetrics.demo.enabled", false),
            Map.entry("leadmetrics.database.url", config.getString("leadmetrics.database.url")),
            Map.entry("leadmetrics.database.user", config.getString("leadmetrics.database.user")),
            Map.entry(
                "leadmetrics.database.password", config.getString("leadmetrics.database.password")),
            Map.entry(
                "leadmetrics.kafka.bootstrap", config.getString("leadmetrics.kafka.bootstrap")),
            Map.entry("leadmetrics.cluster.port", Ports.free()),
            Map.entry(
                "leadmetrics.cluster.seed-nodes",
                List.of("127.0.0.1:" + config.getInt("leadmetrics.cluster.port")))));
    return Node.start(NodeConfig.load(settings));
  }

  private static CreditStore credits(Platform platform) {
    return new CreditStore(platform, new EntitlementStore(platform));
  }

  @AfterAll
  void stop() {
    others.forEach(Node::close);
    first.close();
  }

  /** The first command finds shards without a home, and may take longer than it may. */
  @BeforeEach
  void newTenant() {
    tenant = new TenantId("c-" + UUID.randomUUID().toString().substring(0, 8));
    for (var node : nodes) {
      eventually(() -> assertThat(join(node.refresh(tenant))).isInstanceOf(Reply.Done.class));
    }
  }

  /** Who gets no answer asks again: the outcome is unknown, and the entry the same. */
  private static CompletionStage<Reply> sure(Supplier<CompletionStage<Reply>> ask) {
    return ask.get().exceptionallyCompose(_ -> sure(ask));
  }

  private CompletionStage<Reply> reserve(int node, int number, int units) {
    return sure(() -> nodes.get(node % 3).reserve(tenant, entry(number), REPLY, units, LASTS));
  }

  private CompletionStage<Reply> commit(int node, int number, int units) {
    return sure(() -> nodes.get(node % 3).commit(tenant, entry(number), units));
  }

  private EntryId entry(int number) {
    return EntryId.of(now, tenant.value(), "" + number);
  }

  private static void eventually(ThrowingRunnable holds) {
    await().ignoreExceptions().untilAsserted(holds);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private long reservations() {
    return first
        .node()
        .platform()
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from public.event_journal where persistence_id = :id"
                            + " and convert_from(event_payload, 'UTF8') like '%credits-reserved%'")
                    .bind("id", "CreditLedger|" + EntityId.only(tenant, Kind.CREDITS).key())
                    .mapTo(Long.class)
                    .one())
        .toCompletableFuture()
        .join();
  }

  private void balanceIsStatement(long balance) {
    eventually(
        () -> {
          var overview = join(queries.overview(tenant));
          assertThat(overview.period()).isNotNull();
          assertThat(overview.balance()).isEqualTo(balance);
          assertThat(overview.held()).isZero();
          assertThat(join(queries.sum(tenant))).isEqualTo(balance);
        });
  }

  @Test
  void theSameReservationFromThreeNodesIsOne() {
    var asked = IntStream.range(0, 30).mapToObj(i -> reserve(i, i / 3, 2)).toList();
    assertThat(asked.stream().map(LedgerOnThreeNodesIT::join))
        .allMatch(Reply.Done.class::isInstance);
    assertThat(reservations()).isEqualTo(10);
    var committed = IntStream.range(0, 30).mapToObj(i -> commit(i + 1, i / 3, 2)).toList();
    assertThat(committed.stream().map(LedgerOnThreeNodesIT::join))
        .allMatch(Reply.Done.class::isInstance);
    balanceIsStatement(FREE - 20);
  }

  @Test
  void ofFiveHundredFromThreeNodesExactlyTheAffordableSucceed() {
    var asked = IntStream.range(0, 500).mapToObj(i -> reserve(i, i, 1)).toList();
    var replies = asked.stream().map(LedgerOnThreeNodesIT::join).toList();
    assertThat(replies.stream().filter(Reply.Done.class::isInstance)).hasSize(FREE);
    assertThat(replies)
        .filteredOn(Reply.Refused.class::isInstance)
        .hasSize(400)
        .allMatch(
            reply ->
                reply instanceof Reply.Refused(var rejection)
                    && rejection.is(BillingError.INSUFFICIENT_CREDITS));
    assertThat(reservations()).isEqualTo(FREE);
    var ended =
        IntStream.range(0, 500)
            .filter(i -> replies.get(i) instanceof Reply.Done)
            .mapToObj(i -> commit(i + 2, i, 1))
            .toList();
    assertThat(ended.stream().map(LedgerOnThreeNodesIT::join))
        .allMatch(Reply.Done.class::isInstance);
    balanceIsStatement(0);
    var used = join(queries.statement(tenant, StatementKind.USAGE, 200, null)).items();
    assertThat(used).hasSize(FREE).allMatch(line -> line.amount() == -1);
  }
}
