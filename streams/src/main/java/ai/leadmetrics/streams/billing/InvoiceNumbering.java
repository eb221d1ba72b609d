package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.CreditClosed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceClosed;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finishes what was closed and has no number yet because somebody stopped half way. */
public final class InvoiceNumbering implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(InvoiceNumbering.class);

  @Override
  public String name() {
    return "invoice-numbering";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var store = new InvoiceStore(platform);
    return Reactors.start(
        platform,
        name(),
        "billing",
        InvoiceEvent.class,
        (record, event) -> react(store, record, event));
  }

  private static CompletionStage<Done> react(
      InvoiceStore store, EventRecord record, InvoiceEvent event) {
    return switch (event) {
      case InvoiceClosed _ -> store.number(record.id()).thenApply(reply -> note(record, reply));
      case CreditClosed(var note, _, _) ->
          store.numberCredit(record.id(), note).thenApply(reply -> note(record, reply));
      case InvoiceEvent.InvoiceDrafted _,
          InvoiceEvent.InvoiceLineAdded _,
          InvoiceEvent.InvoiceLinesReplaced _,
          InvoiceEvent.InvoiceDiscarded _,
          InvoiceEvent.InvoiceIssued _,
          InvoiceEvent.InvoicePaymentRecorded _,
          InvoiceEvent.InvoicePaymentFailed _,
          InvoiceEvent.InvoiceOverdue _,
          InvoiceEvent.InvoiceRefunded _,
          InvoiceEvent.InvoiceRefundRevoked _,
          InvoiceEvent.InvoiceWrittenOff _,
          InvoiceEvent.CreditIssued _ ->
          CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private static Done note(EventRecord record, Reply reply) {
    switch (reply) {
      case Reply.Refused(var rejection) ->
          LOG.error("{} cannot bear its number: {}", record.id(), rejection.code());
      case Reply.Done _ -> {}
    }
    return Done.getInstance();
  }
}
