package ai.leadmetrics.http.identity;

import ai.leadmetrics.protocol.identity.FactorMethod;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What users have set up besides their password. */
@FunctionalInterface
public interface SecondFactors {
  /** The methods the user can be asked for, best first; none where the first step is enough. */
  CompletionStage<List<FactorMethod>> methodsOf(String user);
}
