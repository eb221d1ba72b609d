package ai.leadmetrics.entities.tenancy;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.tenancy.ProfileChange;
import ai.leadmetrics.protocol.tenancy.Standing;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Activate;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Cancel;
import ai.leadmetrics.protocol.tenancy.TenantCommand.CompleteOnboarding;
import ai.leadmetrics.protocol.tenancy.TenantCommand.EndAsPlanned;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Erase;
import ai.leadmetrics.protocol.tenancy.TenantCommand.FinishStep;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Freeze;
import ai.leadmetrics.protocol.tenancy.TenantCommand.MarkPastDue;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Pause;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Register;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Restore;
import ai.leadmetrics.protocol.tenancy.TenantCommand.ScheduleErasure;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateProfile;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateSettings;
import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Activated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.CancellationPlanned;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Cancelled;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Erased;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ErasureScheduled;
import ai.leadmetrics.protocol.tenancy.TenantEvent.FellPastDue;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Frozen;
import ai.leadmetrics.protocol.tenancy.TenantEvent.OnboardingCompleted;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Paused;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ProfileUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Restored;
import ai.leadmetrics.protocol.tenancy.TenantEvent.SettingsUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.StepFinished;
import ai.leadmetrics.protocol.tenancy.TenantEvent.TenantRegistered;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantSettings;
import ai.leadmetrics.protocol.tenancy.TenantState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A business that uses the product, from sign-up until its data is erased. */
public final class Tenant implements Aggregate<TenantCommand, TenantEvent, TenantFacts> {
  @Override
  public String name() {
    return "Tenant";
  }

  @Override
  public String context() {
    return "tenancy";
  }

  @Override
  public boolean outlivesTenants() {
    return true;
  }

  @Override
  public Class<TenantCommand> commands() {
    return TenantCommand.class;
  }

  @Override
  public Class<TenantEvent> events() {
    return TenantEvent.class;
  }

  @Override
  public Class<TenantFacts> states() {
    return TenantFacts.class;
  }

  @Override
  public TenantFacts initial() {
    return TenantFacts.NONE;
  }

  @Override
  public Decision<TenantEvent> decide(TenantFacts facts, TenantCommand command) {
    if (facts.state() == TenantState.ERASED) {
      return command instanceof Erase ? accepted() : rejected(TenancyError.TENANT_ERASED);
    }
    if (facts.profile() == null && !(command instanceof Register)) {
      return rejected(TenancyError.TENANT_NOT_FOUND);
    }
    var now = facts.standing();
    return switch (command) {
      case Register register -> register(facts, register);
      case UpdateProfile(var profile) ->
          unless(profile.equals(facts.profile()), new ProfileUpdated(profile));
      case UpdateSettings(var profile, var change) -> accepted(update(facts, profile, change));
      case FinishStep(var step, var outcome, var at) ->
          unless(
              facts.steps().get(step) == outcome || now.onboarded(),
              new StepFinished(step, outcome, at));
      case CompleteOnboarding(var at) -> unless(now.onboarded(), new OnboardingCompleted(at));
      case MarkPastDue(var at) -> unless(now.pastDue() || isOver(now), new FellPastDue(at));
      case Freeze(var reason, var at) ->
          unless(now.frozen() != null || isOver(now), new Frozen(reason, at));
      case Restore(var at) -> unless(!now.pastDue() && now.frozen() == null, new Restored(at));
      case Pause(var reason, var at) ->
          unless(Objects.equals(now.paused(), reason) || isOver(now), new Paused(reason, at));
      case Activate(var at) ->
          unless(now.paused() == null && now.endsAt() == null && !isOver(now), new Activated(at));
      case Cancel cancel -> cancel(now, cancel);
      case EndAsPlanned(var at) ->
          unless(
              isOver(now) || now.endsAt() == null || at.isBefore(now.endsAt()), new Cancelled(at));
      case ScheduleErasure _ when !isOver(now) -> rejected(TenancyError.NOT_CANCELLED);
      case ScheduleErasure(var at, var eraseAt) ->
          unless(eraseAt.equals(now.eraseAt()), new ErasureScheduled(at, eraseAt));
      case Erase(var at) -> erase(now, at);
    };
  }

  private static Decision<TenantEvent> register(TenantFacts facts, Register register) {
    if (facts.profile() == null) {
      return accepted(
          new TenantRegistered(register.profile(), TenantState.ONBOARDING, register.at()));
    }
    return facts.profile().equals(register.profile())
        ? accepted()
        : rejected(TenancyError.TENANT_EXISTS);
  }

  private static List<TenantEvent> update(
      TenantFacts facts, ProfileChange change, TenantSettings settings) {
    var events = new ArrayList<TenantEvent>();
    var profile = change.of(Objects.requireNonNull(facts.profile()));
    if (!profile.equals(facts.profile())) {
      events.add(new ProfileUpdated(profile));
    }
    if (!facts.settings().with(settings).equals(facts.settings())) {
      events.add(new SettingsUpdated(settings));
    }
    return events;
  }

  private static Decision<TenantEvent> cancel(Standing now, Cancel cancel) {
    if (!cancel.effectiveAt().isAfter(cancel.at())) {
      return unless(isOver(now), new Cancelled(cancel.at()));
    }
    return unless(
        isOver(now) || cancel.effectiveAt().equals(now.endsAt()),
        new CancellationPlanned(cancel.at(), cancel.effectiveAt()));
  }

  private static Decision<TenantEvent> erase(Standing now, Instant at) {
    if (now.eraseAt() == null) {
      return rejected(TenancyError.NOT_CANCELLED);
    }
    return at.isBefore(now.eraseAt()) ? rejected(TenancyError.TOO_EARLY) : accepted(new Erased(at));
  }

  private static boolean isOver(Standing now) {
    return now.cancelledAt() != null;
  }

  private static Decision<TenantEvent> unless(boolean alreadySo, TenantEvent event) {
    return alreadySo ? accepted() : accepted(event);
  }

  @Override
  public TenantFacts evolve(TenantFacts facts, TenantEvent event) {
    var now = facts.standing();
    return switch (event) {
      case TenantRegistered(var profile, var state, _) ->
          facts
              .with(profile)
              .with(now.registered(Objects.requireNonNullElse(state, TenantState.ACTIVE)));
      case ProfileUpdated(var profile) -> facts.with(profile);
      case SettingsUpdated(var change) -> facts.with(change);
      case StepFinished(var step, var outcome, _) -> facts.with(step, outcome);
      case OnboardingCompleted _ -> facts.with(now.launched());
      case FellPastDue _ -> facts.with(now.owing(true, now.frozen()));
      case Frozen(var reason, _) -> facts.with(now.owing(true, reason));
      case Restored _ -> facts.with(now.owing(false, null));
      case Paused(var reason, _) -> facts.with(now.paused(reason));
      case Activated _ -> facts.with(now.paused(null).ending(null, null));
      case CancellationPlanned(_, var at) -> facts.with(now.ending(at, null));
      case Cancelled(var at) -> facts.with(now.ending(null, at));
      case ErasureScheduled(_, var at) -> facts.with(now.toBeErased(at));
      case Erased(var at) -> facts.emptied(now.erased(at));
    };
  }
}
