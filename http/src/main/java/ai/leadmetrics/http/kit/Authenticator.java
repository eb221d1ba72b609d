package ai.leadmetrics.http.kit;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Tells who sends a request. */
public interface Authenticator {
  /** Fails with a {@link ProblemException} where nobody is signed in. */
  CompletionStage<Session> authenticate(HttpRequest request);
}
