package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.TenantId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param id the same however often the element is found dead
 * @param tenant absent where it could not be told
 * @param reason stable, in snake case
 * @param count how many elements it stands for
 * @param complete whether the payload is all that is needed to take the element in once more
 * @param payload travels as the value of the record, all else as its header
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are never changed
public record Letter(
    String id,
    @Nullable TenantId tenant,
    String source,
    String endpoint,
    String reason,
    String detail,
    Instant receivedAt,
    int count,
    boolean complete,
    @JsonIgnore byte[] payload) {
  /** Why there is a letter for many: there were too many for one each. */
  static final String TOO_MANY = "too_many";

  /** More than any message has, and little enough for a list of thousands. */
  private static final int MAX_PAYLOAD = 512 * 1024;

  private static final int CUT = 4 * 1024;
  private static final byte[] EMPTY = {};

  /** The letter of one element; of one that is far too large only the beginning is kept. */
  public static Letter of(
      String id,
      @Nullable TenantId tenant,
      String source,
      String endpoint,
      String reason,
      String detail,
      Instant receivedAt,
      byte[] payload) {
    boolean complete = payload.length <= MAX_PAYLOAD;
    return new Letter(
        id,
        tenant,
        source,
        endpoint,
        reason,
        detail,
        receivedAt,
        1,
        complete,
        complete ? payload : Arrays.copyOf(payload, CUT));
  }

  /** A letter that only counts. */
  public static Letter summary(
      String id,
      @Nullable TenantId tenant,
      String source,
      String endpoint,
      String detail,
      Instant receivedAt,
      int count) {
    return new Letter(
        id, tenant, source, endpoint, TOO_MANY, detail, receivedAt, count, false, EMPTY);
  }

  Letter with(byte[] value) {
    return new Letter(
        id, tenant, source, endpoint, reason, detail, receivedAt, count, complete, value);
  }
}
