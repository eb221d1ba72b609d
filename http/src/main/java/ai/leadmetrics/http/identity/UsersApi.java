package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.UserDetail;
import ai.leadmetrics.protocol.identity.UserSummary;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.AdmissionStore;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.identity.UsersQueries;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The users of all businesses, for those who run the platform. */
public final class UsersApi {
  private static final String PATH = "/api/v1/users";

  private final UsersQueries queries;
  private final UserStore users;
  private final AdmissionStore accounts;
  private final SessionStore sessions;

  public UsersApi(
      UsersQueries queries, UserStore users, AdmissionStore accounts, SessionStore sessions) {
    this.queries = queries;
    this.users = users;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  record ListUsers(
      @Query(doc = "Part of a name or address, or an id") @Nullable @Size(max = 200) String q,
      @Query(doc = "Only members of this business") @Nullable TenantId tenant,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneUser(@Path String id) {}

  record DisableUserRequest(@NotBlank @Size(max = 500) String reason) {}

  record DisableUser(@Path String id, @Body DisableUserRequest body) {}

  /**
   * @param reason how the operator made sure whom they are helping
   */
  record ResetTwoStepRequest(@NotBlank @Size(max = 500) String reason) {}

  record ResetTwoStep(@Path String id, @Body ResetTwoStepRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listUsers", "Users of all businesses, the newest first")
            .platform(Permission.USERS_READ)
            .takes(ListUsers.class)
            .pages(
                UserSummary.class,
                (_, request) ->
                    queries.list(request.q(), request.tenant(), request.limit(), request.cursor())),
        Endpoint.get(PATH + "/{id}", "getUser", "One user with the businesses they belong to")
            .platform(Permission.USERS_READ)
            .takes(OneUser.class)
            .answers(UserDetail.class, (_, request) -> detail(request.id())),
        Endpoint.post(PATH + "/{id}/disable", "disableUser", "Switch an account off, everywhere")
            .platform(Permission.USERS_MANAGE)
            .takes(DisableUser.class)
            .answers(UserDetail.class, this::disable),
        Endpoint.post(PATH + "/{id}/enable", "enableUser", "Switch an account on again")
            .platform(Permission.USERS_MANAGE)
            .takes(OneUser.class)
            .answers(UserDetail.class, this::enable),
        Endpoint.post(
                PATH + "/{id}/two-step/reset",
                "resetTwoStep",
                "Turn two-step sign-in off for a user who has lost it, and end their sessions")
            .platform(Permission.USERS_MANAGE)
            .takes(ResetTwoStep.class)
            .answers(UserDetail.class, this::resetTwoStep),
        Endpoint.post(PATH + "/{id}/sign-out", "signOutUser", "End every session of the user")
            .platform(Permission.USERS_MANAGE)
            .takes(OneUser.class)
            .does(
                (_, request) ->
                    detail(request.id())
                        .thenCompose(_ -> sessions.endAll(request.id(), "signed_out"))));
  }

  private CompletionStage<UserDetail> detail(String id) {
    return queries.detail(id).thenApply(Found::require);
  }

  private CompletionStage<UserDetail> disable(Caller caller, DisableUser request) {
    if (request.id().equals(caller.user())) {
      throw new ProblemException(
          Rejection.of(CommonError.CONFLICT, "Nobody switches off their own account."));
    }
    return detail(request.id())
        .thenCompose(
            user -> {
              caller.visit().trail().changed("disabled", user.user().disabled(), true);
              return accounts.disable(
                  request.id(), caller.command(), caller.user(), request.body().reason());
            })
        .thenApply(UsersApi::unless)
        .thenCompose(_ -> sessions.endAll(request.id(), "disabled"))
        .thenCompose(_ -> detail(request.id()));
  }

  private CompletionStage<UserDetail> enable(Caller caller, OneUser request) {
    return detail(request.id())
        .thenCompose(
            user -> {
              caller.visit().trail().changed("disabled", user.user().disabled(), false);
              return accounts.enable(request.id(), caller.command(), caller.user());
            })
        .thenApply(UsersApi::unless)
        .thenCompose(_ -> detail(request.id()));
  }

  private CompletionStage<UserDetail> resetTwoStep(Caller caller, ResetTwoStep request) {
    if (request.id().equals(caller.user())) {
      throw new ProblemException(
          Rejection.of(CommonError.CONFLICT, "Your own second step is under Settings › Security."));
    }
    return users
        .find(request.id())
        .thenApply(Found::require)
        .thenCompose(
            user -> {
              caller.visit().trail().changed("twoStep", true, false);
              return accounts.resetTwoStep(user, caller.command(), caller.user());
            })
        .thenApply(UsersApi::unless)
        .thenCompose(_ -> sessions.endAll(request.id(), "two_step_reset"))
        .thenCompose(_ -> detail(request.id()));
  }

  private static Optional<Rejection> unless(Optional<Rejection> rejection) {
    if (rejection.isPresent()) {
      throw new ProblemException(rejection.get());
    }
    return rejection;
  }
}
