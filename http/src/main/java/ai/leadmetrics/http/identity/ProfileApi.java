package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Me;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What users see and change of themselves. */
public final class ProfileApi {
  private final SignIns signIns;
  private final SessionStore sessions;

  public ProfileApi(SignIns signIns, SessionStore sessions) {
    this.signIns = signIns;
    this.sessions = sessions;
  }

  /**
   * A device somebody is signed in on.
   *
   * @param method how: password, passkey, google, …
   * @param current whether it is the one that asks
   */
  record SignedInDevice(
      String id,
      String userAgent,
      String address,
      String method,
      Instant createdAt,
      Instant lastSeenAt,
      boolean current) {}

  record SignedInDevices(List<SignedInDevice> devices) {}

  record OneSession(@Path String id) {}

  /**
   * @param tenant null leads users of the platform back to it
   */
  record TenantChoice(@Nullable String tenant) {}

  record SwitchTenant(@Body TenantChoice body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/me", "me", "The signed-in user")
            .signedIn()
            .always()
            .answers(Me.class, (caller, _) -> me(caller)),
        Endpoint.post("/api/v1/me/tenant", "switchTenant", "Go on in another of one's tenants")
            .signedIn()
            .always()
            .takes(SwitchTenant.class)
            .answers(Me.class, this::switchTenant),
        Endpoint.get("/api/v1/me/sessions", "mySessions", "Where one is signed in")
            .signedIn()
            .always()
            .answers(SignedInDevices.class, (caller, _) -> devices(caller)),
        Endpoint.delete("/api/v1/me/sessions/{id}", "endMySession", "Sign out on one device")
            .signedIn()
            .always()
            .takes(OneSession.class)
            .does(this::end));
  }

  private CompletionStage<Me> me(Caller caller) {
    return sessions.standing(caller.session().family()).thenCompose(signIns::introduce);
  }

  private CompletionStage<Me> switchTenant(Caller caller, SwitchTenant request) {
    return signIns.switchTenant(caller, tenant(request.body().tenant()));
  }

  private static @Nullable TenantId tenant(@Nullable String text) {
    try {
      return text == null ? null : new TenantId(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
  }

  private CompletionStage<SignedInDevices> devices(Caller caller) {
    var own = caller.session().family();
    return sessions
        .devices(caller.user())
        .thenApply(
            devices ->
                new SignedInDevices(
                    devices.stream()
                        .map(
                            device ->
                                new SignedInDevice(
                                    device.id(),
                                    device.userAgent(),
                                    device.address(),
                                    device.method(),
                                    device.createdAt(),
                                    device.lastSeenAt(),
                                    device.id().equals(own)))
                        .toList()));
  }

  private CompletionStage<Boolean> end(Caller caller, OneSession request) {
    return sessions
        .end(caller.user(), request.id(), "elsewhere")
        .thenApply(
            ended -> {
              if (!ended) {
                throw new ProblemException(CommonError.NOT_FOUND);
              }
              return true;
            });
  }
}
