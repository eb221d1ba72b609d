package ai.leadmetrics.entities.inbox;

import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.ContentId;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.Revision;
import ai.leadmetrics.protocol.inbox.Revision.Edited;
import ai.leadmetrics.protocol.inbox.Revision.Reacted;
import ai.leadmetrics.protocol.inbox.Revision.Revoked;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of the thread, as far as later ones may refer to it.
 *
 * @param providerId absent until the provider has taken a message of ours
 * @param text its content in words, shortened; empty where it was deleted
 * @param said whether a customer said something in it that can be answered
 * @param answered whether somebody has answered it
 * @param reactedAt when each side last changed its reaction
 */
public record KnownMessage(
    String message,
    @Nullable String providerId,
    Author author,
    String text,
    boolean said,
    boolean answered,
    boolean deleted,
    @Nullable Instant editedAt,
    Map<Author, Instant> reactedAt) {
  private static final int MAX_TEXT = 300;

  static KnownMessage received(String message, String providerId, MessageContent content) {
    return new KnownMessage(
        message,
        providerId,
        Author.CUSTOMER,
        cut(content.readable()),
        !content.said().isBlank(),
        false,
        false,
        null,
        Map.of());
  }

  static KnownMessage written(
      String message, @Nullable String providerId, Author author, String text) {
    return new KnownMessage(
        message, providerId, author, cut(text), false, true, false, null, Map.of());
  }

  /** Whether it waits for an answer. */
  boolean isOpen() {
    return said && !answered && !deleted;
  }

  boolean isFromCustomer() {
    return author == Author.CUSTOMER;
  }

  boolean isCalled(@Nullable String id) {
    return id != null && id.equals(providerId);
  }

  boolean isRepeatedBy(ContentId later) {
    var own = providerId == null ? null : ContentId.parse(providerId);
    return own != null && later.repeats(own);
  }

  /** Whether the text is that of this message, as far as it is remembered. */
  boolean hasText(String other) {
    return text.equals(cut(other));
  }

  /** Only authors change what they wrote, and nothing changes what was deleted or is newer. */
  boolean takes(Author by, Revision revision, Instant at) {
    return switch (revision) {
      case Reacted _ -> !deleted && !isAfter(reactedAt.get(by), at);
      case Edited _ -> isBy(by) && !deleted && !isAfter(editedAt, at);
      case Revoked _ -> isBy(by) && !deleted;
    };
  }

  KnownMessage revised(Author by, Revision revision, Instant at) {
    return switch (revision) {
      case Reacted _ ->
          new KnownMessage(
              message,
              providerId,
              author,
              text,
              said,
              answered,
              deleted,
              editedAt,
              reactedBy(by, at));
      case Edited(var content) ->
          new KnownMessage(
              message,
              providerId,
              author,
              cut(content.readable()),
              author == Author.CUSTOMER && !content.said().isBlank(),
              answered,
              false,
              at,
              reactedAt);
      case Revoked() ->
          new KnownMessage(
              message, providerId, author, "", false, answered, true, editedAt, reactedAt);
    };
  }

  KnownMessage settled() {
    return answered
        ? this
        : new KnownMessage(
            message, providerId, author, text, said, true, deleted, editedAt, reactedAt);
  }

  KnownMessage sentAs(String id) {
    return new KnownMessage(
        message, id, author, text, said, answered, deleted, editedAt, reactedAt);
  }

  private Map<Author, Instant> reactedBy(Author who, Instant at) {
    var all = new EnumMap<Author, Instant>(Author.class);
    all.putAll(reactedAt);
    all.put(who, at);
    return all;
  }

  private boolean isBy(Author by) {
    return (by == Author.CUSTOMER) == (author == Author.CUSTOMER);
  }

  private static boolean isAfter(@Nullable Instant known, Instant at) {
    return known != null && known.isAfter(at);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
    return text.substring(0, end) + '…';
  }
}
