package ai.leadmetrics.streams.billing;

/** Writes XHTML in which nothing that came from outside can be markup. */
final class Xhtml {
  private final StringBuilder out = new StringBuilder(8192);

  /** Markup of our own. */
  Xhtml raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text of anybody; its line ends are kept, words in {@link IndianScripts} become outlines. */
  Xhtml text(String text) {
    var words = IndianScripts.words().matcher(text);
    int from = 0;
    while (words.find()) {
      escaped(text.substring(from, words.start()));
      from = words.end();
      var word = words.group();
      IndianScripts.shape(word).ifPresentOrElse(shape -> outline(word, shape), () -> escaped(word));
    }
    return escaped(text.substring(from));
  }

  /** A box in ems that {@link WordDrawer} fills in, on the baseline of the text around it. */
  private void outline(String word, IndianScripts.Word shape) {
    raw("<object type=\"" + WordDrawer.TYPE + "\" style=\"display:inline-block;vertical-align:");
    raw(
        "%.4fem;width:%.4fem;height:%.4fem"
            .formatted(-shape.descent(), shape.width(), shape.height()));
    raw("\" title=\"").escaped(word).raw("\"></object>");
  }

  private Xhtml escaped(String text) {
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
