package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.ProfileChange;
import ai.leadmetrics.protocol.tenancy.SignUpDraft;
import ai.leadmetrics.protocol.tenancy.TeamCommand.FoundTeam;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Register;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateSettings;
import ai.leadmetrics.protocol.tenancy.TenantSettings;
import ai.leadmetrics.streams.tenancy.SignUpStore;
import ai.leadmetrics.streams.tenancy.SignUpStore.Claimed;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Makes a tenant of what somebody told; every step may be repeated. */
final class Founding {
  private static final BusinessProfile BLANK =
      new BusinessProfile("", "", "UTC", "friendly, brief", List.of());

  private final Entities entities;
  private final SignUpStore signUps;
  private final TenantStore tenants;
  private final Clock clock;

  Founding(Entities entities, SignUpStore signUps, TenantStore tenants, Clock clock) {
    this.entities = entities;
    this.signUps = signUps;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * Registers a business under an id of its own; its pages find it from then on.
   *
   * @param claimant gets the same id when asking again under the same name
   * @param by whom it is recorded of
   */
  CompletionStage<TenantId> register(String claimant, String by, SignUpDraft draft) {
    var profile = draft.profile().of(BLANK);
    return signUps
        .claim(claimant, profile.name(), clock.instant())
        .thenApply(
            claimed ->
                switch (claimed) {
                  case Claimed.Given(var tenant) -> tenant;
                  case Claimed.Refused(var rejection) -> throw new ProblemException(rejection);
                })
        .thenCompose(
            tenant ->
                ask(tenant, "register", by, new Register(profile, clock.instant()))
                    .thenCompose(
                        _ ->
                            ask(
                                tenant,
                                "sign-up-info",
                                by,
                                new UpdateSettings(
                                    ProfileChange.NONE, TenantSettings.of(draft.info()))))
                    .thenCompose(done -> tenants.caughtUp(tenant, done.seq()))
                    .thenApply(_ -> tenant));
  }

  /** The owner is a member from here on, without waiting for what follows from the event. */
  CompletionStage<Reply.Done> owner(TenantId tenant, String owner, String by) {
    return tell(EntityId.only(tenant, Kind.TEAM), "found:" + owner, by, new FoundTeam(owner))
        .thenCompose(done -> signUps.join(tenant, owner, clock.instant()).thenApply(_ -> done));
  }

  CompletionStage<Reply.Done> ask(TenantId tenant, String commandId, String by, Object command) {
    return tell(EntityId.ofTenant(tenant), commandId, by, command);
  }

  private CompletionStage<Reply.Done> tell(
      EntityId id, String commandId, String by, Object command) {
    return entities.ask(id, commandId, by, command).thenApply(Commands::done);
  }
}
