package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Page;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of the API, declared once: its route, authorisation, validation and documentation
 * all come from here. Who may use it has to be said before anything else can be, so an endpoint
 * without a permission does not compile.
 *
 * @param <C> what the handler knows of the caller
 * @param <Q> the request record
 * @param <R> the body of the answer
 */
public final class Endpoint<C, Q extends Record, R> {
  /** What an endpoint does. */
  @FunctionalInterface
  public interface Handler<C, Q, R> {
    CompletionStage<R> handle(C caller, Q request);
  }

  /** For endpoints that take nothing. */
  public record Nothing() {}

  private final Route route;
  private final Access access;
  private final RateClass rate;
  private final boolean always;
  private final boolean audited;
  private final boolean personal;
  private final Class<Q> request;
  private final int status;
  private final @Nullable Shape response;
  private final Handler<C, Q, Answer<R>> handler;

  private Endpoint(
      Draft<C, Q> draft, int status, @Nullable Shape response, Handler<C, Q, Answer<R>> handler) {
    this.route = draft.route;
    this.access = draft.access;
    this.rate = draft.rate;
    this.always = draft.always;
    boolean taken = response != null && response.type() == FileAnswer.class;
    this.audited = draft.audited && (draft.route.method().writes() || taken);
    this.personal = draft.personal;
    this.request = draft.request;
    this.status = status;
    this.response = response;
    this.handler = handler;
  }

  /**
   * Where an endpoint is and what it is called.
   *
   * @param path with parameters in braces: {@code /api/v1/leads/{id}}
   * @param id stable; generated clients name their functions after it
   */
  public record Route(Method method, String path, String id, String summary) {}

  /**
   * The type of a body.
   *
   * @param element the type of the items where {@code type} is {@link Page}
   */
  public record Shape(Class<?> type, @Nullable Class<?> element) {}

  public static Unguarded get(String path, String id, String summary) {
    return new Unguarded(new Route(Method.GET, path, id, summary));
  }

  public static Unguarded post(String path, String id, String summary) {
    return new Unguarded(new Route(Method.POST, path, id, summary));
  }

  public static Unguarded put(String path, String id, String summary) {
    return new Unguarded(new Route(Method.PUT, path, id, summary));
  }

  public static Unguarded patch(String path, String id, String summary) {
    return new Unguarded(new Route(Method.PATCH, path, id, summary));
  }

  public static Unguarded delete(String path, String id, String summary) {
    return new Unguarded(new Route(Method.DELETE, path, id, summary));
  }

  public Route route() {
    return route;
  }

  public Access access() {
    return access;
  }

  public RateClass rate() {
    return rate;
  }

  public Class<Q> request() {
    return request;
  }

  /** Whether it can be used whatever the state of the account or of its tenant. */
  public boolean isAlwaysOpen() {
    return always;
  }

  /** Whether a success is written to the audit log: of what writes, and of files that are taken. */
  public boolean isAudited() {
    return audited;
  }

  /** Whether an operator who acts for a tenant is refused. */
  public boolean isPersonal() {
    return personal;
  }

  /** The HTTP status of success. */
  public int status() {
    return status;
  }

  /** The body of success; null where there is none. */
  public @Nullable Shape response() {
    return response;
  }

  boolean servesFile() {
    return response != null && response.type() == FileAnswer.class;
  }

  Handler<C, Q, Answer<R>> handler() {
    return handler;
  }

  /** An endpoint nobody may use yet. */
  public static final class Unguarded {
    private final Route route;

    private Unguarded(Route route) {
      this.route = route;
    }

    /** Open to anybody, signed in or not. */
    public Draft<Visit, Nothing> everyone() {
      return draft(new Access.Everyone());
    }

    /** For any signed-in user, about themselves. */
    public Draft<Caller, Nothing> signedIn() {
      return draft(new Access.SignedIn());
    }

    /** For users with the permission, within their tenant. */
    public Draft<Caller.OfTenant, Nothing> tenant(Permission permission) {
      return draft(new Access.Tenant(permission));
    }

    /** For users of the platform with the permission, across tenants. */
    public Draft<Caller, Nothing> platform(Permission permission) {
      return draft(new Access.Platform(permission));
    }

    private <C> Draft<C, Nothing> draft(Access access) {
      var rate = route.method().writes() ? RateClass.WRITE : RateClass.READ;
      boolean personal = route.method().writes() && isPersonal(access);
      return new Draft<>(route, access, rate, false, true, personal, Nothing.class);
    }

    /** What people do about themselves, and with their money, nobody does on their behalf. */
    private static boolean isPersonal(Access access) {
      return switch (access) {
        case Access.SignedIn _ -> true;
        case Access.Tenant(var permission) -> permission == Permission.BILLING_MANAGE;
        case Access.Everyone _, Access.Platform _ -> false;
      };
    }
  }

  /** An endpoint that lacks its answer only. */
  public static final class Draft<C, Q extends Record> {
    private final Route route;
    private final Access access;
    private final RateClass rate;
    private final boolean always;
    private final boolean audited;
    private final boolean personal;
    private final Class<Q> request;

    private Draft(
        Route route,
        Access access,
        RateClass rate,
        boolean always,
        boolean audited,
        boolean personal,
        Class<Q> request) {
      this.route = route;
      this.access = access;
      this.rate = rate;
      this.always = always;
      this.audited = audited;
      this.personal = personal;
      this.request = request;
    }

    public Draft<C, Q> rate(RateClass other) {
      return new Draft<>(route, access, other, always, audited, personal, request);
    }

    /** Open past the gates too: for unverified accounts, and tenants that are frozen or paused. */
    public Draft<C, Q> always() {
      return new Draft<>(route, access, rate, true, audited, personal, request);
    }

    /** Leaves no line in the audit log: for what is sent often and changes nothing that lasts. */
    public Draft<C, Q> unaudited() {
      return new Draft<>(route, access, rate, always, false, personal, request);
    }

    /**
     * Closed to operators who act for a tenant, as what users do about themselves is anyhow: for
     * credentials, payments and ownership.
     */
    public Draft<C, Q> inPerson() {
      return new Draft<>(route, access, rate, always, audited, true, request);
    }

    /** Open to operators who act for a tenant though it is about whoever is signed in. */
    public Draft<C, Q> onBehalf() {
      return new Draft<>(route, access, rate, always, audited, false, request);
    }

    /** The record whose components say what is bound from where. */
    public <P extends Record> Draft<C, P> takes(Class<P> type) {
      return new Draft<>(route, access, rate, always, audited, personal, type);
    }

    public <R> Endpoint<C, Q, R> answers(Class<R> type, Handler<C, Q, R> handler) {
      return plain(200, new Shape(type, null), handler);
    }

    /** As {@link #answers}, with headers of the handler's choice. */
    public <R> Endpoint<C, Q, R> answersWith(Class<R> type, Handler<C, Q, Answer<R>> handler) {
      return new Endpoint<>(this, 200, new Shape(type, null), handler);
    }

    public <R> Endpoint<C, Q, Page<R>> pages(Class<R> element, Handler<C, Q, Page<R>> handler) {
      return plain(200, new Shape(Page.class, element), handler);
    }

    public <R> Endpoint<C, Q, R> creates(Class<R> type, Handler<C, Q, R> handler) {
      return plain(201, new Shape(type, null), handler);
    }

    /** Answers 202: taken on, not done yet. */
    public <R> Endpoint<C, Q, R> accepts(Class<R> type, Handler<C, Q, R> handler) {
      return plain(202, new Shape(type, null), handler);
    }

    /** Answers 200 with a file to save. */
    public Endpoint<C, Q, FileAnswer> servesFile(Handler<C, Q, FileAnswer> handler) {
      return plain(200, new Shape(FileAnswer.class, null), handler);
    }

    /** Answers 202 without a body. */
    public <T> Endpoint<C, Q, Object> accepts(Handler<C, Q, T> handler) {
      return bodiless(202, handler);
    }

    /** Answers 204. */
    public <T> Endpoint<C, Q, Object> does(Handler<C, Q, T> handler) {
      return bodiless(204, handler);
    }

    /** As {@link #does}, with headers of the handler's choice. */
    public Endpoint<C, Q, Object> doesWith(Handler<C, Q, Answer<Object>> handler) {
      return new Endpoint<>(this, 204, null, handler);
    }

    private <R> Endpoint<C, Q, R> plain(int status, Shape shape, Handler<C, Q, R> handler) {
      return new Endpoint<>(
          this,
          status,
          shape,
          (caller, request) ->
              handler.handle(caller, request).thenApply(body -> new Answer<>(body, List.of())));
    }

    private <T> Endpoint<C, Q, Object> bodiless(int status, Handler<C, Q, T> handler) {
      return new Endpoint<>(
          this,
          status,
          null,
          (caller, request) ->
              handler.handle(caller, request).thenApply(_ -> new Answer<>("", List.of())));
    }
  }
}
