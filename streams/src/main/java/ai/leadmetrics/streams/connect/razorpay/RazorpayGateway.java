package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Checkout;
import ai.leadmetrics.protocol.billing.CheckoutResult;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.jspecify.annotations.Nullable;

/** Collects money by Razorpay: subscriptions, orders and refunds. */
public final class RazorpayGateway implements PaymentGateway {
  /** Ten years of months: Razorpay wants an end. */
  private static final int MONTHS = 120;

  /** In notes, where there is no receipt to search by. */
  private static final String REFERENCE = "reference";

  private final RazorpayHttp http;
  private final ChannelStore channels;
  private final String script;

  /** Reads {@code leadmetrics.razorpay}. */
  public RazorpayGateway(Platform platform) {
    var config = platform.config().getConfig("leadmetrics.razorpay");
    this.http = new RazorpayHttp(platform.system(), config);
    this.channels = new ChannelStore(platform);
    this.script = config.getString("checkout-script");
  }

  @Override
  public String name() {
    return Reports.GATEWAY;
  }

  @Override
  public CompletionStage<Answer<String>> create(Wanted wanted) {
    var id = (Function<JsonNode, String>) json -> Reports.text(json, "id");
    return switch (wanted) {
      case Wanted.Plan(var reference, var terms, var amount) ->
          post(
              "plans",
              Map.of(
                  "period",
                  "monthly",
                  "interval",
                  1,
                  "item",
                  Map.of(
                      "name", terms.name(),
                      "amount", amount.minor(),
                      "currency", amount.currency()),
                  "notes",
                  Map.of(REFERENCE, reference)),
              id);
      case Wanted.Subscription(var reference, var plan) ->
          post(
              "subscriptions",
              Map.of(
                  "plan_id",
                  plan,
                  "total_count",
                  MONTHS,
                  "quantity",
                  1,
                  "customer_notify",
                  0,
                  "notes",
                  Map.of(REFERENCE, reference)),
              id);
      case Wanted.Order(var reference, var amount, var notes) ->
          post(
              "orders",
              Map.of(
                  "amount",
                  amount.minor(),
                  "currency",
                  amount.currency(),
                  "receipt",
                  reference,
                  "notes",
                  notes),
              id);
      case Wanted.Refund(var reference, var payment, var amount) ->
          post(
              "payments/" + payment + "/refund",
              Map.of("amount", amount.minor(), "receipt", reference),
              id);
    };
  }

  @Override
  public CompletionStage<Answer<Optional<String>>> find(Wanted wanted) {
    var reference = wanted.reference();
    var noted =
        (Predicate<JsonNode>) one -> reference.equals(one.path("notes").path(REFERENCE).asText());
    var receipt = (Predicate<JsonNode>) one -> reference.equals(one.path("receipt").asText());
    return switch (wanted) {
      case Wanted.Plan _ -> search("plans?count=100", noted);
      case Wanted.Subscription(_, var plan) ->
          search("subscriptions?count=100&plan_id=" + encoded(plan), noted);
      case Wanted.Order _ -> search("orders?receipt=" + encoded(reference), receipt);
      case Wanted.Refund(_, var payment, _) ->
          search("payments/" + payment + "/refunds?count=100", receipt);
    };
  }

  private CompletionStage<Answer<Optional<String>>> search(
      String path, Predicate<JsonNode> wanted) {
    return get(
        path,
        json ->
            items(json).stream().filter(wanted).map(one -> Reports.text(one, "id")).findFirst());
  }

  @Override
  public CompletionStage<Answer<Remote>> subscription(String id) {
    return get("subscriptions/" + id, RazorpayGateway::remote);
  }

  private static Remote remote(JsonNode json) {
    var status = Reports.text(json, "status");
    return new Remote(
        Reports.text(json, "id"),
        status,
        Reports.text(json, "plan_id"),
        json.path("has_scheduled_changes").asBoolean(),
        switch (status) {
          case "paused" -> Reports.paused(json);
          case "halted" -> Charging.STOPPED;
          case "cancelled", "completed", "expired" -> Charging.ENDED;
          default -> Charging.ON;
        },
        List.of("cancelled", "completed", "expired").contains(status));
  }

  @Override
  public CompletionStage<Answer<List<Told>>> charges(String subscription) {
    return get(
        "invoices?count=100&subscription_id=" + encoded(subscription),
        json ->
            items(json).stream()
                .filter(invoice -> "paid".equals(invoice.path("status").asText()))
                .map(invoice -> charged(subscription, invoice))
                .toList()
                .reversed());
  }

  private static Told charged(String subscription, JsonNode invoice) {
    var amount = new Money(invoice.path("amount").longValue(), Reports.text(invoice, "currency"));
    return new Told(
        Instant.ofEpochSecond(invoice.path("paid_at").longValue()),
        new GatewayFact.Charged(
            subscription,
            Payment.of(Reports.GATEWAY, Reports.text(invoice, "payment_id"), amount, null),
            new Period(
                Instant.ofEpochSecond(invoice.path("billing_start").longValue()),
                Instant.ofEpochSecond(invoice.path("billing_end").longValue()))));
  }

  @Override
  public CompletionStage<Answer<List<Told>>> payments(String order) {
    return get(
        "orders/" + order + "/payments",
        json ->
            items(json).stream()
                .filter(payment -> "captured".equals(payment.path("status").asText()))
                .map(
                    payment ->
                        new Told(
                            Reports.at(payment, Instant.EPOCH),
                            new GatewayFact.OrderPaid(order, Reports.payment(payment))))
                .toList());
  }

  @Override
  public CompletionStage<Answer<Remote>> changePlan(String subscription, String plan) {
    return send(
        HttpMethods.PATCH,
        "subscriptions/" + subscription,
        Map.of("plan_id", plan, "schedule_change_at", "cycle_end", "customer_notify", 0),
        RazorpayGateway::remote);
  }

  @Override
  public CompletionStage<Answer<Remote>> pause(String subscription) {
    return move(subscription, "pause", Map.of("pause_at", "now"));
  }

  @Override
  public CompletionStage<Answer<Remote>> resume(String subscription) {
    return move(subscription, "resume", Map.of("resume_at", "now"));
  }

  @Override
  public CompletionStage<Answer<Remote>> cancel(String subscription) {
    return move(subscription, "cancel", Map.of("cancel_at_cycle_end", 0));
  }

  private CompletionStage<Answer<Remote>> move(String subscription, String how, Object body) {
    return post("subscriptions/" + subscription + '/' + how, body, RazorpayGateway::remote);
  }

  @Override
  public CompletionStage<Optional<Checkout.Access>> access() {
    return account()
        .thenApply(
            account ->
                account.map(
                    known ->
                        new Checkout.Access(
                            name(), script, Objects.requireNonNull(known.externalId()))));
  }

  @Override
  public CompletionStage<Boolean> isGenuine(CheckoutResult result) {
    return account()
        .thenApply(
            account ->
                account
                    .map(known -> Objects.requireNonNullElse(known.accessToken(), ""))
                    .filter(secret -> CheckoutSignature.isGenuine(secret, result))
                    .isPresent());
  }

  private CompletionStage<Optional<ConnectedChannel>> account() {
    return channels
        .connected(TenantId.PLATFORM)
        .thenApply(
            all ->
                all.stream()
                    .filter(channel -> channel.kind() == ChannelKind.RAZORPAY)
                    .filter(channel -> channel.externalId() != null)
                    .filter(channel -> channel.accessToken() != null)
                    .findFirst());
  }

  private <T> CompletionStage<Answer<T>> get(String path, Function<JsonNode, T> reader) {
    return send(HttpMethods.GET, path, null, reader);
  }

  private <T> CompletionStage<Answer<T>> post(
      String path, Object body, Function<JsonNode, T> reader) {
    return send(HttpMethods.POST, path, body, reader);
  }

  private <T> CompletionStage<Answer<T>> send(
      HttpMethod method, String path, @Nullable Object body, Function<JsonNode, T> reader) {
    return account()
        .thenCompose(
            account ->
                account
                    .map(known -> http.call(known, method, path, body))
                    .orElseGet(
                        () ->
                            CompletableFuture.completedFuture(
                                new Answer.Refused<>("not_set_up", "No account is set up."))))
        .thenApply(answer -> read(answer, reader));
  }

  private static <T> Answer<T> read(Answer<JsonNode> answer, Function<JsonNode, T> reader) {
    return switch (answer) {
      case Answer.Done<JsonNode>(var json) -> {
        try {
          yield new Answer.Done<>(reader.apply(json));
        } catch (IllegalArgumentException e) {
          yield new Answer.Unknown<>("unreadable_answer");
        }
      }
      case Answer.Refused<JsonNode>(var code, var detail) -> new Answer.Refused<>(code, detail);
      case Answer.Unknown<JsonNode>(var detail) -> new Answer.Unknown<>(detail);
    };
  }

  private static List<JsonNode> items(JsonNode json) {
    var items = new ArrayList<JsonNode>();
    json.path("items").forEach(items::add);
    return items;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
