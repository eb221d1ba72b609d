package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.billing.Purchase;
import ai.leadmetrics.protocol.billing.PurchaseCommand;
import ai.leadmetrics.protocol.billing.PurchaseCommand.GiveBack;
import ai.leadmetrics.protocol.billing.PurchaseCommand.LinkOrder;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Miss;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Open;
import ai.leadmetrics.protocol.billing.PurchaseCommand.RevokeRefund;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Settle;
import ai.leadmetrics.protocol.billing.PurchaseEvent;
import ai.leadmetrics.protocol.billing.PurchaseEvent.OrderLinked;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseAttemptFailed;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseMispaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseOpened;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseOverpaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchasePaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseRefundRevoked;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseRefunded;
import ai.leadmetrics.protocol.billing.Sale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A single payment outside any cycle: settled once, whoever reports it and how often. */
public final class Purchases implements Aggregate<PurchaseCommand, PurchaseEvent, Purchases.State> {
  /** Attempts, second payments and refunds beyond this many are not told apart any more. */
  static final int SEEN = 32;

  /**
   * @param purchase absent until opened
   * @param sale absent where it was opened before that was kept
   * @param paidBy the id of the payment that settled it
   * @param seen ids of what else was reported
   */
  public record State(
      @Nullable Purchase purchase,
      @Nullable Money net,
      @Nullable Money amount,
      @Nullable Sale sale,
      @Nullable String gatewayId,
      @Nullable String paidBy,
      List<String> seen) {
    public State {
      seen = List.copyOf(seen);
    }

    State with(String id) {
      var all = new ArrayList<>(seen);
      all.add(id);
      return new State(
          purchase,
          net,
          amount,
          sale,
          gatewayId,
          paidBy,
          all.subList(Math.max(0, all.size() - SEEN), all.size()));
    }
  }

  @Override
  public String name() {
    return "Purchase";
  }

  @Override
  public String context() {
    return "billing";
  }

  @Override
  public boolean outlivesTenants() {
    return true;
  }

  @Override
  public Class<PurchaseCommand> commands() {
    return PurchaseCommand.class;
  }

  @Override
  public Class<PurchaseEvent> events() {
    return PurchaseEvent.class;
  }

  @Override
  public Class<State> states() {
    return State.class;
  }

  @Override
  public State initial() {
    return new State(null, null, null, null, null, null, List.of());
  }

  @Override
  public Decision<PurchaseEvent> decide(State state, PurchaseCommand command) {
    var purchase = state.purchase();
    var net = state.net();
    if (purchase == null || net == null) {
      return command instanceof Open(var wanted, var price, var amount, var sale, var at)
          ? accepted(new PurchaseOpened(wanted, price, amount, sale, at))
          : rejected(PaymentError.PURCHASE_NOT_FOUND);
    }
    return switch (command) {
      case Open _ -> accepted();
      case LinkOrder(var gateway, var id) ->
          id.equals(state.gatewayId()) ? accepted() : accepted(new OrderLinked(gateway, id));
      case Settle settle -> settle(state, purchase, net, settle);
      case Miss(var payment, var reason, var at) ->
          state.paidBy() != null || state.seen().contains(Collecting.failed(payment))
              ? accepted()
              : accepted(new PurchaseAttemptFailed(purchase, payment, reason, at));
      case GiveBack back -> giveBack(state, purchase, back);
      case RevokeRefund(var payment, var refund, var amount, var at) ->
          state.seen().contains(Collecting.revoked(refund))
              ? accepted()
              : accepted(new PurchaseRefundRevoked(payment, refund, amount, at));
    };
  }

  private static Decision<PurchaseEvent> settle(
      State state, Purchase purchase, Money net, Settle settle) {
    var payment = settle.payment();
    if (payment.id().equals(state.paidBy()) || state.seen().contains(payment.id())) {
      return accepted();
    }
    var asked = state.amount();
    if (asked != null && !payment.amount().equals(asked)) {
      return accepted(new PurchaseMispaid(payment, asked, settle.at()));
    }
    return state.paidBy() == null
        ? accepted(new PurchasePaid(purchase, net, state.sale(), payment, settle.at()))
        : accepted(new PurchaseOverpaid(payment, settle.at()));
  }

  /** A refund whose failure was reported first is recorded and revoked at once. */
  private static Decision<PurchaseEvent> giveBack(State state, Purchase purchase, GiveBack back) {
    var refund = back.refund();
    if (state.seen().contains(refund)) {
      return accepted();
    }
    var given =
        new PurchaseRefunded(
            purchase, back.payment(), refund, back.amount(), back.chargeback(), back.at());
    return state.seen().contains(Collecting.revoked(refund))
        ? accepted(
            given, new PurchaseRefundRevoked(back.payment(), refund, back.amount(), back.at()))
        : accepted(given);
  }

  @Override
  public State evolve(State state, PurchaseEvent event) {
    return switch (event) {
      case PurchaseOpened(var purchase, var net, var amount, var sale, _) ->
          new State(purchase, net, amount, sale, null, null, List.of());
      case OrderLinked(_, var id) ->
          new State(
              state.purchase(),
              state.net(),
              state.amount(),
              state.sale(),
              id,
              state.paidBy(),
              state.seen());
      case PurchasePaid(var purchase, var net, var sale, var payment, _) ->
          new State(
              purchase, net, state.amount(), sale, state.gatewayId(), payment.id(), state.seen());
      case PurchaseOverpaid(var payment, _) -> state.with(payment.id());
      case PurchaseAttemptFailed(_, var payment, _, _) -> state.with(Collecting.failed(payment));
      case PurchaseMispaid(var payment, _, _) -> state.with(payment.id());
      case PurchaseRefunded(_, _, var refund, _, _, _) -> state.with(refund);
      case PurchaseRefundRevoked(_, var refund, _, _) -> state.with(Collecting.revoked(refund));
    };
  }
}
