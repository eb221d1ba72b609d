package ai.leadmetrics.streams.billing;

/** Writes XHTML in which nothing that came from outside can be markup. */
final class Xhtml {
  private final StringBuilder out = new StringBuilder(8192);

  /** Markup of our own. */
  Xhtml raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text of anybody; its line ends are kept. */
  Xhtml text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\n' -> out.append("<br/>");
        default -> out.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? ' ' : c);
      }
    }
    return this;
  }

  Xhtml element(String name, String kind, String text) {
    return raw("<" + name + " class=\"" + kind + "\">").text(text).raw("</" + name + ">");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
