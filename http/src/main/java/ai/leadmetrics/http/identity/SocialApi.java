package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Answer;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.identity.FactorError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.streams.identity.ArrivalStore;
import ai.leadmetrics.streams.identity.LinkStore;
import ai.leadmetrics.streams.identity.SocialStore;
import ai.leadmetrics.streams.identity.SocialStore.Arrival;
import ai.leadmetrics.streams.identity.SocialStore.Departure;
import ai.leadmetrics.streams.identity.SocialStore.Person;
import ai.leadmetrics.streams.identity.SocialStore.SocialProvider;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sign-in by an account elsewhere, and linking one (OpenID Connect). */
public final class SocialApi {
  private final Identity identity;
  private final OwnAccount account;
  private final SocialStore social;
  private final ArrivalStore arrivals;
  private final LinkStore links;
  private final Clock clock;

  public SocialApi(
      Identity identity,
      OwnAccount account,
      SocialStore social,
      ArrivalStore arrivals,
      LinkStore links,
      Clock clock) {
    this.identity = identity;
    this.account = account;
    this.social = social;
    this.arrivals = arrivals;
    this.links = links;
    this.clock = clock;
  }

  record Depart(@Path String provider) {}

  record Link(@Path String provider, @Body PasswordProof body) {}

  record Unlink(@Path String provider, @Body PasswordProof body) {}

  /**
   * @param state as the other site sent it back
   * @param code as the other site sent it
   * @param flow what this browser got when it set out
   */
  record ArrivalRequest(
      @NotBlank @Size(max = 100) String state,
      @NotBlank @Size(max = 4000) String code,
      @NotBlank @Size(max = 100) String flow) {
    @Override
    public String toString() {
      return "arrival";
    }
  }

  record Arrive(@Body ArrivalRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/auth/providers", "listProviders", "Where else one may sign in")
            .everyone()
            .pages(
                SocialProvider.class,
                (_, _) -> CompletableFuture.completedFuture(new Page<>(social.providers(), null))),
        Endpoint.post("/api/v1/auth/social/{provider}", "depart", "Set out to sign in elsewhere")
            .everyone()
            .takes(Depart.class)
            .answers(Departure.class, (_, request) -> depart(request.provider(), null)),
        Endpoint.post("/api/v1/auth/arrival", "arrive", "Sign in with what another site says")
            .everyone()
            .takes(Arrive.class)
            .answersWith(SignInResponse.class, this::arrive),
        Endpoint.post(
                "/api/v1/me/accounts/{provider}", "departToLink", "Set out to link an account")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(Link.class)
            .answers(Departure.class, this::departToLink),
        Endpoint.post(
                "/api/v1/me/accounts", "linkAccount", "Link the account another site vouches for")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(Arrive.class)
            .does(this::link),
        Endpoint.post(
                "/api/v1/me/accounts/{provider}/unlink", "unlinkAccount", "Forget a linked account")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(Unlink.class)
            .does(this::unlink));
  }

  private CompletionStage<Departure> departToLink(Caller caller, Link request) {
    OwnAccount.requireVerified(caller);
    if (social.providers().stream().noneMatch(known -> known.id().equals(request.provider()))) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return account
        .requireProof(caller, request.body().password())
        .thenCompose(_ -> depart(request.provider(), caller.user()));
  }

  private CompletionStage<Departure> depart(String provider, @Nullable String user) {
    return social
        .depart(provider, user, clock.instant())
        .thenApply(
            result ->
                switch (result) {
                  case SocialStore.Way.Open(var departure) -> departure;
                  case SocialStore.Way.Unknown() ->
                      throw new ProblemException(CommonError.NOT_FOUND);
                  case SocialStore.Way.Closed() ->
                      throw new ProblemException(FactorError.ISSUER_UNAVAILABLE);
                });
  }

  private CompletionStage<Answer<SignInResponse>> arrive(Visit visit, Arrive request) {
    return known(request)
        .thenCompose(
            known -> {
              // What was begun to link an account must not sign anybody in.
              if (known.user() != null) {
                throw new ProblemException(FactorError.ARRIVAL_REFUSED);
              }
              return arrivals.userOf(known.person()).thenApply(user -> new Signing(user, known));
            })
        .thenCompose(
            signing -> {
              var user =
                  signing.user.orElseThrow(
                      () -> new ProblemException(FactorError.ADDRESS_NOT_VOUCHED));
              return identity.signIns().proceed(user, visit, signing.known.person().provider());
            });
  }

  private record Signing(Optional<String> user, Arrival.Known known) {}

  private CompletionStage<Arrival.Known> known(Arrive request) {
    var body = request.body();
    return social
        .arrive(body.state(), body.code(), body.flow(), clock.instant())
        .thenApply(
            arrival ->
                switch (arrival) {
                  case Arrival.Known known -> known;
                  case Arrival.Refused() -> throw new ProblemException(FactorError.ARRIVAL_REFUSED);
                  case Arrival.Unavailable() ->
                      throw new ProblemException(FactorError.ISSUER_UNAVAILABLE);
                });
  }

  private CompletionStage<Boolean> link(Caller caller, Arrive request) {
    return known(request)
        .thenCompose(
            known -> {
              if (!caller.user().equals(known.user())) {
                throw new ProblemException(FactorError.ARRIVAL_REFUSED);
              }
              return link(caller, known.person());
            });
  }

  private CompletionStage<Boolean> link(Caller caller, Person person) {
    return links
        .link(caller.user(), person, clock.instant())
        .thenCompose(
            linked -> {
              if (!linked) {
                throw new ProblemException(FactorError.ACCOUNT_TAKEN);
              }
              return account.tell(caller, new UserCommand.LinkAccount(person.provider()));
            })
        .thenApply(_ -> true);
  }

  private CompletionStage<Boolean> unlink(Caller caller, Unlink request) {
    return account
        .requireProof(caller, request.body().password())
        .thenCompose(_ -> account.tell(caller, new UserCommand.UnlinkAccount(request.provider())))
        .thenCompose(_ -> links.unlink(caller.user(), request.provider()))
        .thenApply(
            found -> {
              if (!found) {
                throw new ProblemException(CommonError.NOT_FOUND);
              }
              return true;
            });
  }
}
