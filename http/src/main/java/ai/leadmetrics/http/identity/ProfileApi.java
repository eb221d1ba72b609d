package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.protocol.identity.Me;
import ai.leadmetrics.protocol.identity.UserProfile;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.Accounts;
import ai.leadmetrics.streams.identity.Accounts.Outcome;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.kit.Texts;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What users see and change of themselves. */
public final class ProfileApi {
  private static final int MAX_NAME = 100;
  private static final String COLOURS =
      "|gray|red|pink|grape|violet|indigo|blue|cyan|teal|green|lime|yellow|orange";

  private final SignIns signIns;
  private final SessionStore sessions;
  private final Accounts accounts;

  public ProfileApi(SignIns signIns, SessionStore sessions, Accounts accounts) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.accounts = accounts;
  }

  /**
   * What to change; the rest stays.
   *
   * @param language {@code en}
   * @param timeZone IANA name; empty for the tenant's
   * @param avatar colour of the initials; empty for one that follows from the name
   */
  record MyProfileChange(
      @Nullable @Plain @Size(max = MAX_NAME) @Pattern(regexp = "(?s).*\\S.*") String name,
      @Nullable @Pattern(regexp = "en") String language,
      @Nullable @Size(max = 60) String timeZone,
      @Nullable @Pattern(regexp = COLOURS) String avatar) {}

  record UpdateProfile(@Body MyProfileChange body) {}

  record PasswordChange(
      @NotBlank @Size(max = 200) String current, @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "change of password";
    }
  }

  record ChangePassword(@Body PasswordChange body) {}

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
        Endpoint.patch("/api/v1/me", "updateMe", "Change one's profile")
            .signedIn()
            .always()
            .takes(UpdateProfile.class)
            .answers(Me.class, this::update),
        Endpoint.post(
                "/api/v1/me/password",
                "changePassword",
                "Change the password; other devices are signed out")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(ChangePassword.class)
            .does(this::changePassword),
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

  private CompletionStage<Me> update(Caller caller, UpdateProfile request) {
    var change = request.body();
    return accounts
        .updateProfile(
            caller.user(),
            caller.command(),
            known ->
                new UserProfile(
                    change.name() == null ? known.name() : Texts.line(change.name(), MAX_NAME),
                    Objects.requireNonNullElse(change.language(), known.language()),
                    change.timeZone() == null ? known.timeZone() : zone(change.timeZone()),
                    Objects.requireNonNullElse(change.avatar(), known.avatar())))
        .thenCompose(_ -> me(caller));
  }

  private static String zone(String name) {
    if (!name.isEmpty() && !ZoneId.getAvailableZoneIds().contains(name)) {
      throw ProblemException.invalid("timeZone", "invalid", "must be an IANA time zone");
    }
    return name;
  }

  private CompletionStage<Outcome> changePassword(Caller caller, ChangePassword request) {
    var body = request.body();
    return accounts
        .changePassword(
            caller.user(),
            caller.session().family(),
            caller.command(),
            body.current(),
            body.password())
        .thenApply(AccountApi::done);
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
