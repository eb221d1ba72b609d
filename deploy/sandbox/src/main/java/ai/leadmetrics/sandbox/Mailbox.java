package ai.leadmetrics.sandbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

/** All mail that anybody was sent, the newest first; the oldest makes room. */
final class Mailbox {
  private static final int CAPACITY = 2_000;

  private final Deque<Received> messages = new ArrayDeque<>();
  private final AtomicLong next = new AtomicLong(1);

  /**
   * A mail as it came in.
   *
   * @param to of the envelope, which headers cannot change
   * @param headers as they were sent, unfolded
   */
  record Received(
      long id,
      Instant at,
      String from,
      String to,
      String subject,
      String messageId,
      List<String> headers,
      String text,
      String html) {}

  /** Keeps a copy for each recipient of the envelope. */
  void deliver(String from, List<String> recipients, byte[] content) {
    for (var to : recipients) {
      var received = read(next.getAndIncrement(), from, to, content);
      synchronized (messages) {
        messages.addFirst(received);
        if (messages.size() > CAPACITY) {
          messages.removeLast();
        }
      }
    }
  }

  /**
   * @param to an address, or empty for everybody's
   */
  List<Received> list(String to) {
    synchronized (messages) {
      return messages.stream()
          .filter(message -> to.isEmpty() || message.to().equalsIgnoreCase(to))
          .toList();
    }
  }

  Optional<Received> find(long id) {
    synchronized (messages) {
      return messages.stream().filter(message -> message.id() == id).findFirst();
    }
  }

  void clear() {
    synchronized (messages) {
      messages.clear();
    }
  }

  private static Received read(long id, String from, String to, byte[] content) {
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
      return new Received(
          id,
          Instant.now(),
          from,
          to.toLowerCase(Locale.ROOT),
          Objects.requireNonNullElse(message.getSubject(), ""),
          Objects.requireNonNullElse(message.getMessageID(), ""),
          Collections.list(message.getAllHeaderLines()),
          part(message, "text/plain"),
          part(message, "text/html"));
    } catch (MessagingException | IOException _) {
      var raw = new String(content, StandardCharsets.UTF_8);
      return new Received(id, Instant.now(), from, to, "(unreadable)", "", List.of(), raw, "");
    }
  }

  /** The first part of a type, or the empty string. */
  private static String part(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type) && part.getContent() instanceof String text) {
      return text;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart inner = several.getBodyPart(i);
        var found = part(inner, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
