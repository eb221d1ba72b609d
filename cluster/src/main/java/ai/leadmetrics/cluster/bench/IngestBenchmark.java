package ai.leadmetrics.cluster.bench;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.Created;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Drives a running node with signed messages from many people and follows every accepted one to its
 * conversation in the journal and to the read model. Works in a tenant and with a channel of its
 * own, whose messages the AI leaves to people.
 */
public final class IngestBenchmark {
  private static final TenantId TENANT = new TenantId("bench");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 50;

  private final URI node;
  private final Jdbi database;
  private final ChannelStore channels;
  private final Consumer<String> progress;

  /**
   * @param node base address of the node, for example {@code http://127.0.0.1:8080}
   * @param progress takes a line for people now and then
   */
  public IngestBenchmark(
      URI node, Jdbi database, ChannelStore channels, Consumer<String> progress) {
    this.node = node;
    this.database = database;
    this.channels = channels;
    this.progress = progress;
  }

  /**
   * Warms up, measures and waits until everything accepted has arrived.
   *
   * @param people how many different senders take turns
   * @return the figures, in the order in which they are printed
   */
  public Map<String, Object> run(Duration warmUp, Duration load, int connections, int people)
      throws IOException, InterruptedException {
    var channel = connect();
    if (warmUp.isPositive()) {
      progress.accept("warming up for " + warmUp.toSeconds() + " s");
      measure(channel, "warm", warmUp, connections, people);
    }
    progress.accept("sending for " + load.toSeconds() + " s over " + connections + " connections");
    return measure(channel, "run", load, connections, people);
  }

  private NewConnection connect() {
    var secret = Ids.next(Kind.SESSION);
    var number = Long.toString(System.currentTimeMillis());
    var request =
        new NewChannel(
            ChannelKind.WHATSAPP, "Benchmark " + number, number, false, null, secret, null, null);
    return switch (channels.create(TENANT, request).toCompletableFuture().join()) {
      case Created.Connected(var channel) ->
          new NewConnection(channel.id(), channel.webhookPath(), secret, number);
      case Created.Full(var count) -> throw new IllegalStateException(count + " are too many");
      case Created.Refused(var rejection) -> throw new IllegalStateException(rejection.detail());
    };
  }

  private record NewConnection(String channel, String path, String secret, String number) {}

  private Map<String, Object> measure(
      NewConnection to, String name, Duration load, int connections, int people)
      throws IOException, InterruptedException {
    var run = name + Long.toString(System.currentTimeMillis(), 36);
    var messages =
        new SignedMessages(node.getAuthority(), to.path(), to.secret(), to.number(), run, people);
    var from = oldestRunning();
    var target = new InetSocketAddress(node.getHost(), node.getPort());
    long begin = System.nanoTime();
    var result = new LoadGenerator(target, messages::next).run(connections, load);
    progress.accept(result.accepted() + " accepted; waiting for their conversations");
    long end = awaitArrival(from, result.accepted());
    var journal = journal(from, messages.prefix());
    long visible = awaitVisible(to.channel(), journal.ids());

    var figures = new LinkedHashMap<String, Object>();
    figures.put("accepted_per_s", perSecond(result.accepted(), result.nanos()));
    figures.put("p50_ms", result.latency().getValueAtPercentile(50) / 1000.0);
    figures.put("p99_ms", result.latency().getValueAtPercentile(99) / 1000.0);
    figures.put("end_to_end_per_s", perSecond(journal.distinct(), end - begin));
    figures.put("sent", messages.made());
    figures.put("accepted", result.accepted());
    figures.put("persisted", journal.distinct());
    figures.put("visible", visible);
    figures.put("lost", Math.max(0, result.accepted() - journal.distinct()));
    figures.put("doubled", journal.rows() - journal.distinct());
    figures.put("seconds", Math.round(result.nanos() / 1e6) / 1000.0);
    figures.put("connections", connections);
    figures.put("people", people);
    if (!result.statuses().isEmpty()) {
      figures.put("refused", result.statuses());
    }
    return figures;
  }

  private static long perSecond(long count, long nanos) {
    return Math.round(count / (nanos / 1e9));
  }

  /** No transaction before this one is still running. */
  private String oldestRunning() {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .mapTo(String.class)
                .one());
  }

  private record Step(long received, String upTo) {}

  /**
   * Counts each row once and nothing else, so that asking often costs the measured node little;
   * whether they are the right ones is checked afterwards.
   */
  private long awaitArrival(String from, long expected) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long received = 0;
    var next = from;
    while (true) {
      var step = count(next);
      received += step.received();
      next = step.upTo();
      long now = System.nanoTime();
      if (received >= expected || now > deadline) {
        return now;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private Step count(String from) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "select (select count(*) from public.event_journal where tx >= :from::xid8"
                        + " and tx < pg_snapshot_xmin(pg_current_snapshot())"
                        + " and event_ser_manifest = 'Conversation/message-received'"
                        + " and starts_with(persistence_id, :tenant)) as n,"
                        + " pg_snapshot_xmin(pg_current_snapshot())::text as up_to")
                .bind("from", from)
                .bind("tenant", "Conversation|" + TENANT + ":")
                .map((row, _) -> new Step(row.getLong("n"), row.getString("up_to")))
                .one());
  }

  private record Journal(long rows, List<String> ids) {
    long distinct() {
      return ids.size();
    }
  }

  private Journal journal(String from, String prefix) {
    List<String> rows =
        database.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select id from (select convert_from(event_payload, 'UTF8')::jsonb #>>"
                            + " '{event,providerId}' id from public.event_journal where tx >="
                            + " :from::xid8 and event_ser_manifest ="
                            + " 'Conversation/message-received') m where starts_with(id, :prefix)")
                    .bind("from", from)
                    .bind("prefix", prefix)
                    .mapTo(String.class)
                    .list());
    return new Journal(rows.size(), rows.stream().distinct().toList());
  }

  /** Of messages that are in the journal, how many the read model shows. */
  private long awaitVisible(String channel, List<String> providerIds) throws InterruptedException {
    progress.accept("waiting for the read model");
    var ids =
        providerIds.stream()
            .map(id -> Ids.derived(Kind.MESSAGE, channel, id))
            .toArray(String[]::new);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      long visible = visible(ids);
      if (visible >= ids.length || System.nanoTime() > deadline) {
        return visible;
      }
      Thread.sleep(POLL_MILLIS * 20);
    }
  }

  private long visible(String[] ids) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from inbox.message m join unnest(:ids) as wanted (id)"
                        + " on m.id = wanted.id where m.tenant = :tenant")
                .bind("tenant", TENANT.value())
                .bind("ids", ids)
                .mapTo(Long.class)
                .one());
  }
}
