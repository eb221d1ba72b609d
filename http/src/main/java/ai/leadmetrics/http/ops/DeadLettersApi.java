package ai.leadmetrics.http.ops;

import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.ops.DeadLetter;
import ai.leadmetrics.protocol.ops.DeadLetterDetail;
import ai.leadmetrics.streams.ops.DeadLetterStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came in and could not be read: operators look at it, replay it, or put it away. */
public final class DeadLettersApi {
  private static final String PATH = "/api/v1/ops/dead-letters";

  private final DeadLetterStore letters;

  public DeadLettersApi(DeadLetterStore letters) {
    this.letters = letters;
  }

  record ListDeadLetters(
      @Query @Nullable String source,
      @Query DeadLetter.@Nullable State state,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneDeadLetter(@Path String id) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listDeadLetters", "Dead letters of all tenants, the latest first")
            .platform(Permission.OPS_READ)
            .takes(ListDeadLetters.class)
            .pages(
                DeadLetter.class,
                (_, request) ->
                    letters.list(
                        request.source(), request.state(), request.limit(), request.cursor())),
        Endpoint.get(PATH + "/{id}", "getDeadLetter", "One dead letter with its payload")
            .platform(Permission.OPS_READ)
            .takes(OneDeadLetter.class)
            .answers(
                DeadLetterDetail.class,
                (_, request) -> letters.detail(request.id()).thenApply(Found::require)),
        Endpoint.post(PATH + "/{id}/replay", "replayDeadLetter", "Take it in once more")
            .platform(Permission.OPS_MANAGE)
            .takes(OneDeadLetter.class)
            .accepts(
                (_, request) -> letters.replay(request.id()).thenApply(DeadLettersApi::unless)),
        Endpoint.post(PATH + "/{id}/discard", "discardDeadLetter", "Put it away")
            .platform(Permission.OPS_MANAGE)
            .takes(OneDeadLetter.class)
            .does((_, request) -> letters.discard(request.id()).thenApply(DeadLettersApi::unless)));
  }

  private static Optional<Rejection> unless(Optional<Rejection> rejection) {
    if (rejection.isPresent()) {
      throw new ProblemException(rejection.get());
    }
    return rejection;
  }
}
