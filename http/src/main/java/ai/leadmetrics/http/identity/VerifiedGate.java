package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Gate;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.IdentityError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Nobody acts under an address that they have not proved to be theirs. */
public final class VerifiedGate implements Gate {
  @Override
  public CompletionStage<Done> admit(Caller caller, Endpoint<?, ?, ?> endpoint) {
    return caller.session().verified()
        ? CompletableFuture.completedFuture(Done.getInstance())
        : CompletableFuture.failedFuture(new ProblemException(IdentityError.EMAIL_NOT_VERIFIED));
  }
}
