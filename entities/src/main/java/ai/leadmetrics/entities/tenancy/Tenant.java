package ai.leadmetrics.entities.tenancy;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Register;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateProfile;
import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ProfileUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.TenantRegistered;
import org.jspecify.annotations.Nullable;

/** A business that uses the product. */
public final class Tenant implements Aggregate<TenantCommand, TenantEvent, Tenant.State> {
  /** Empty until registered. */
  public record State(@Nullable BusinessProfile profile) {}

  @Override
  public String name() {
    return "Tenant";
  }

  @Override
  public String context() {
    return "tenancy";
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
  public Class<State> states() {
    return State.class;
  }

  @Override
  public State initial() {
    return new State(null);
  }

  @Override
  public Decision<TenantEvent> decide(State state, TenantCommand command) {
    return switch (command) {
      case Register(var profile) when state.profile() == null ->
          accepted(new TenantRegistered(profile));
      case Register(var profile) ->
          profile.equals(state.profile()) ? accepted() : rejected(TenancyError.TENANT_EXISTS);
      case UpdateProfile _ when state.profile() == null -> rejected(TenancyError.TENANT_NOT_FOUND);
      case UpdateProfile(var profile) ->
          profile.equals(state.profile()) ? accepted() : accepted(new ProfileUpdated(profile));
    };
  }

  @Override
  public State evolve(State state, TenantEvent event) {
    return switch (event) {
      case TenantRegistered(var profile) -> new State(profile);
      case ProfileUpdated(var profile) -> new State(profile);
    };
  }
}
