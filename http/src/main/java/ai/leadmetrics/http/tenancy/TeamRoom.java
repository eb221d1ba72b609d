package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.identity.Identity;
import ai.leadmetrics.http.identity.UsersApi;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.identity.AdmissionStore;
import ai.leadmetrics.streams.identity.UsersQueries;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.tenancy.InvitationStore;
import ai.leadmetrics.streams.tenancy.StayStore;
import ai.leadmetrics.streams.tenancy.TeamQueries;
import ai.leadmetrics.streams.tenancy.TeamStore;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.List;
import java.util.stream.Stream;

/** Everything about who belongs where, put together once per node. */
public record TeamRoom(
    TeamApi team,
    InvitationsApi invitations,
    JoinApi join,
    ImpersonationApi impersonation,
    UsersApi users) {

  public static TeamRoom of(Platform platform, Identity identity, EntitlementStore entitlements) {
    var seats = new Seats(entitlements);
    var database = platform.database();
    var clock = platform.clock();
    var queries = new TeamQueries(database);
    var store = new TeamStore(database);
    var tenants = new TenantStore(database);
    var teams = new Teams(platform.entities(), queries, clock);
    var invitations = new InvitationStore(platform);
    var sessions = identity.sessions();
    var accounts = new AdmissionStore(platform, identity.users());
    var joining = new Joining(teams, store, invitations, sessions, seats, clock);
    return new TeamRoom(
        new TeamApi(teams, queries, store, sessions, seats),
        new InvitationsApi(teams, queries, store, invitations, tenants, seats, clock),
        new JoinApi(joining, invitations, identity.users(), accounts, identity.signIns(), clock),
        new ImpersonationApi(
            teams,
            tenants,
            identity.signIns(),
            new StayStore(platform),
            platform.config().getDuration("leadmetrics.auth.impersonation"),
            clock),
        new UsersApi(new UsersQueries(database), identity.users(), accounts, sessions));
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return Stream.of(
            team.endpoints(),
            invitations.endpoints(),
            join.endpoints(),
            impersonation.endpoints(),
            users.endpoints())
        .<Endpoint<?, ?, ?>>flatMap(List::stream)
        .toList();
  }
}
