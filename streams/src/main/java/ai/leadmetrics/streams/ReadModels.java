package ai.leadmetrics.streams;

import ai.leadmetrics.streams.agents.RunsView;
import ai.leadmetrics.streams.billing.CreditsView;
import ai.leadmetrics.streams.billing.InvoicesView;
import ai.leadmetrics.streams.crm.LeadsView;
import ai.leadmetrics.streams.inbox.InboxView;
import ai.leadmetrics.streams.kit.View;
import ai.leadmetrics.streams.tenancy.TeamView;
import java.util.List;
import java.util.Optional;

/** Every read model. */
public final class ReadModels {
  static final View INBOX = new InboxView();
  static final View LEADS = new LeadsView();
  static final View RUNS = new RunsView();
  static final View INVOICES = new InvoicesView();
  static final View CREDITS = new CreditsView();
  static final View TEAM = new TeamView();

  private ReadModels() {}

  public static List<View> all() {
    return List.of(INBOX, LEADS, RUNS, INVOICES, CREDITS, TEAM);
  }

  public static Optional<View> named(String name) {
    return all().stream().filter(view -> view.name().equals(name)).findFirst();
  }
}
