package ai.leadmetrics.http.live;

import ai.leadmetrics.http.identity.Tokens;
import ai.leadmetrics.http.kit.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Hands out tickets for the live socket. */
public final class LiveApi {
  private final Tokens tokens;

  public LiveApi(Tokens tokens) {
    this.tokens = tokens;
  }

  record LiveTicket(String ticket, Instant expiresAt) {
    @Override
    public String toString() {
      return "ticket until " + expiresAt;
    }
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/live/tickets", "createLiveTicket", "Admission to /live, once")
            .signedIn()
            .onBehalf()
            .unaudited()
            .answers(
                LiveTicket.class,
                (caller, _) -> {
                  var issued = tokens.ticket(caller.session());
                  return CompletableFuture.completedFuture(
                      new LiveTicket(issued.token(), issued.expiresAt()));
                }));
  }
}
