package ai.leadmetrics.protocol.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A tenant's slug: lower-case letters, digits and dashes, 2 to 40 characters. */
public record TenantId(@JsonValue String value) implements Comparable<TenantId> {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

  /** The platform itself: owns users, and channels that serve every tenant. No business has it. */
  public static final TenantId PLATFORM = new TenantId("platform");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TenantId {
    if (!SLUG.matcher(value).matches()) {
      throw new IllegalArgumentException("not a tenant id: " + value);
    }
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
