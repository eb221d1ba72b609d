package ai.leadmetrics.protocol.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list in the API.
 *
 * @param next the cursor to ask with for the page after this one; absent on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }
}
