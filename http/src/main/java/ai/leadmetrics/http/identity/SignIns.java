package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Answer;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Problem;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.Me;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.Membership;
import ai.leadmetrics.streams.identity.MembershipStore;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.SessionStore.Kept;
import ai.leadmetrics.streams.identity.SignInGuard;
import ai.leadmetrics.streams.identity.Standing;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.identity.UserStore.User;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Opens sessions for whoever has shown all it takes, and moves them between tenants. */
public final class SignIns {
  /** What a locked account is told to wait, whenever it was locked: exact times would tell. */
  private static final long LOCKED_SECONDS = Duration.ofMinutes(30).toSeconds();

  private final Tokens tokens;
  private final SessionStore sessions;
  private final SignInGuard guard;
  private final UserStore users;
  private final MembershipStore memberships;
  private final Introductions introductions;
  private final SecondFactors factors;
  private final Clock clock;

  SignIns(
      Tokens tokens,
      SessionStore sessions,
      SignInGuard guard,
      UserStore users,
      MembershipStore memberships,
      Introductions introductions,
      SecondFactors factors,
      Clock clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.guard = guard;
    this.users = users;
    this.memberships = memberships;
    this.introductions = introductions;
    this.factors = factors;
    this.clock = clock;
  }

  /** After a first factor: a session, or the demand for a second. */
  public CompletionStage<Answer<SignInResponse>> proceed(String user, Visit visit, String method) {
    return factors
        .methodsOf(user)
        .thenCompose(
            methods ->
                methods.isEmpty()
                    ? complete(user, visit, method)
                    : CompletableFuture.completedFuture(
                        new Answer<>(
                            SignInResponse.challenge(tokens.challenge(user, method), methods),
                            List.of())));
  }

  /**
   * Opens a session in the tenant the user was in last, or their first. It is always a new one:
   * whatever the browser came with is ended, never adopted.
   */
  public CompletionStage<Answer<SignInResponse>> complete(String user, Visit visit, String method) {
    var family = Ids.next(Kind.SESSION);
    var device = Cookies.device(visit).orElseGet(() -> Ids.next(Kind.TOKEN));
    return guard
        .succeed(user, family, method)
        .thenCompose(refused -> refused.isEmpty() ? users.find(user) : refuse(refused.get()))
        .thenCombine(memberships.of(user), SignIns::start)
        .thenCompose(
            tenant ->
                sessions.open(
                    new SessionStore.Opening(
                        family, user, tenant.orElse(null), method, visitor(visit), device)))
        .thenCompose(
            kept -> {
              var standing = kept.standing();
              visit.trail().actor(standing.user(), standing.name()).tenant(standing.tenant());
              return leaveBehind(visit)
                  .thenCompose(_ -> answer(kept, visit, List.of(Cookies.device(visit, device))));
            });
  }

  private static <T> CompletionStage<T> refuse(Rejection rejection) {
    return CompletableFuture.failedFuture(problem(rejection));
  }

  static ProblemException problem(Rejection rejection) {
    return new ProblemException(
        Problem.of(rejection), rejection.is(IdentityError.LOCKED_OUT) ? LOCKED_SECONDS : 0);
  }

  private static Optional<TenantId> start(Optional<User> found, List<Membership> all) {
    var user = found.orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED));
    var tenants = all.stream().map(Membership::tenant).toList();
    var last = user.lastTenant();
    if (last != null && tenants.contains(last)) {
      return Optional.of(last);
    }
    return user.platformRole() != null ? Optional.empty() : tenants.stream().findFirst();
  }

  private CompletionStage<Boolean> leaveBehind(Visit visit) {
    return Cookies.refresh(visit)
        .map(token -> sessions.end(token, "elsewhere"))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  /** Goes on with the session whose refresh cookie the browser shows. */
  CompletionStage<Answer<SignInResponse>> refresh(Visit visit) {
    return Cookies.refresh(visit)
        .map(token -> sessions.refresh(token, visitor(visit)))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
        .thenCompose(
            kept ->
                kept.isEmpty()
                    ? CompletableFuture.failedFuture(
                        new ProblemException(CommonError.UNAUTHENTICATED))
                    : answer(kept.get(), visit, List.of()));
  }

  /** Takes the caller's session to another of their tenants; null leads out of all. */
  public CompletionStage<Me> switchTenant(Caller caller, @Nullable TenantId tenant) {
    return memberships
        .of(caller.user())
        .thenCombine(
            users.find(caller.user()),
            (all, user) -> {
              boolean open =
                  tenant == null
                      ? user.map(User::platformRole).isPresent()
                      : all.stream().anyMatch(known -> known.tenant().equals(tenant));
              if (!open) {
                throw new ProblemException(CommonError.NOT_FOUND);
              }
              return caller.session().family();
            })
        .thenCompose(family -> sessions.enter(family, tenant))
        .thenCompose(
            standing ->
                users.remember(caller.user(), tenant).thenCompose(_ -> introduce(standing)));
  }

  /** Lets an operator act for a tenant as its administrator: visibly, and for a while only. */
  public CompletionStage<Me> impersonate(Caller operator, TenantId tenant) {
    return sessions
        .impersonate(operator.session().family(), tenant, operator.user(), Role.ADMIN)
        .thenCompose(this::introduce);
  }

  /** Takes an operator who acts for a tenant back to the platform. */
  public CompletionStage<Me> stopImpersonating(Caller caller) {
    if (caller.session().impersonator() == null) {
      throw new ProblemException(CommonError.CONFLICT);
    }
    return sessions.enter(caller.session().family(), null).thenCompose(this::introduce);
  }

  CompletionStage<Me> introduce(Optional<Standing> standing) {
    return introductions.of(
        standing.orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED)));
  }

  private CompletionStage<Answer<SignInResponse>> answer(
      Kept kept, Visit visit, List<HttpHeader> more) {
    var standing = kept.standing();
    var access = tokens.access(standing.family(), standing.user());
    var headers = new ArrayList<>(more);
    headers.add(Cookies.access(visit, access.token(), tokens.accessLife()));
    var refresh = kept.refresh();
    if (refresh != null) {
      var life = Duration.between(clock.instant(), kept.expiresAt());
      headers.add(Cookies.refresh(visit, refresh, life));
    }
    return introductions
        .of(standing)
        .thenApply(me -> new Answer<>(SignInResponse.session(access, me), headers));
  }

  private static SessionStore.Visitor visitor(Visit visit) {
    return new SessionStore.Visitor(visit.address(), visit.client().userAgent());
  }
}
