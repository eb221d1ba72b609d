package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Me;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.streams.identity.Membership;
import ai.leadmetrics.streams.identity.MembershipStore;
import ai.leadmetrics.streams.identity.Standing;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.tenancy.PictureStore;
import ai.leadmetrics.streams.tenancy.PictureStore.Shown;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of a session who it is, as the API shows it. */
final class Introductions {
  private final UserStore users;
  private final MembershipStore memberships;
  private final TenantStore tenants;
  private final PictureStore pictures;

  Introductions(
      UserStore users, MembershipStore memberships, TenantStore tenants, PictureStore pictures) {
    this.users = users;
    this.memberships = memberships;
    this.tenants = tenants;
    this.pictures = pictures;
  }

  CompletionStage<Me> of(Standing standing) {
    return users
        .find(standing.user())
        .thenCompose(
            found -> {
              var user = found.orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED));
              return memberships
                  .of(user.id())
                  .thenCompose(this::named)
                  .thenCombine(
                      reference(standing.tenant()),
                      (named, tenant) -> describe(user, standing, named, tenant))
                  .thenCombine(
                      pictures.shown(user.id(), standing.tenant()),
                      (described, shown) -> described.apply(shown));
            });
  }

  private CompletionStage<List<Me.Membership>> named(List<Membership> some) {
    CompletionStage<List<Me.Membership>> all = CompletableFuture.completedFuture(List.of());
    for (var membership : some) {
      all =
          all.thenCombine(
              tenants.profile(membership.tenant()),
              (before, profile) -> {
                var after = new ArrayList<>(before);
                after.add(
                    new Me.Membership(reference(membership.tenant(), profile), membership.role()));
                return after;
              });
    }
    return all;
  }

  private CompletionStage<Optional<Me.TenantRef>> reference(@Nullable TenantId tenant) {
    return tenant == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : tenants.profile(tenant).thenApply(profile -> Optional.of(reference(tenant, profile)));
  }

  private static Function<Shown, Me> describe(
      User user,
      Standing standing,
      List<Me.Membership> memberships,
      Optional<Me.TenantRef> tenant) {
    var profile = user.profile();
    return shown ->
        new Me(
            user.id(),
            user.email(),
            profile.name(),
            standing.role(),
            tenant.orElse(null),
            standing.role().permissions().stream()
                .sorted(Comparator.comparing(Permission::wire))
                .toList(),
            standing.verified(),
            memberships,
            standing.impersonator(),
            profile.language(),
            profile.timeZone(),
            profile.avatar(),
            shown.person(),
            shown.logo());
  }

  /** A tenant whose registration has not come through yet is called by its id. */
  private static Me.TenantRef reference(TenantId tenant, Optional<BusinessProfile> profile) {
    return new Me.TenantRef(
        tenant.value(),
        profile.map(BusinessProfile::name).orElse(tenant.value()),
        profile.map(BusinessProfile::timeZone).orElse("UTC"));
  }
}
