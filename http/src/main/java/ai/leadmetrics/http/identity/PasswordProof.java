package ai.leadmetrics.http.identity;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of requests that want a recent proof of identity; see {@link OwnAccount#requireProof}.
 *
 * @param password absent for accounts without one
 */
public record PasswordProof(@Nullable @Size(max = 200) String password) {
  @Override
  public String toString() {
    return "password";
  }
}
