package ai.leadmetrics.protocol.inbox;

import java.util.Locale;

/** Kinds of files in messages. */
public enum MediaKind {
  IMAGE("Photo"),
  VOICE("Voice message"),
  AUDIO("Audio"),
  VIDEO("Video"),
  DOCUMENT("Document"),
  STICKER("Sticker");

  private final String label;

  MediaKind(String label) {
    this.label = label;
  }

  /** As people call it. */
  public String label() {
    return label;
  }

  /** The name in JSON of the API. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
