package ai.leadmetrics.streams.billing;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words in scripts whose letters change their form and order with their neighbours. The PDF library
 * sets letters one after the other; these words are shaped by the JDK's own text layout (HarfBuzz)
 * with the Noto font of their script and drawn as outlines.
 */
final class IndianScripts {
  private static final Logger LOG = LoggerFactory.getLogger(IndianScripts.class);

  /** Lengths are in ems: outlines are made at this size. */
  private static final float SIZE = 1000;

  /** Room at both sides of a word, for letters and bold lines that reach beyond their width. */
  private static final double BEARING = 0.03;

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private static final Map<UnicodeScript, String> FILES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(UnicodeScript.DEVANAGARI, "NotoSansDevanagari"),
              Map.entry(UnicodeScript.BENGALI, "NotoSansBengali"),
              Map.entry(UnicodeScript.GURMUKHI, "NotoSansGurmukhi"),
              Map.entry(UnicodeScript.GUJARATI, "NotoSansGujarati"),
              Map.entry(UnicodeScript.ORIYA, "NotoSansOriya"),
              Map.entry(UnicodeScript.TAMIL, "NotoSansTamil"),
              Map.entry(UnicodeScript.TELUGU, "NotoSansTelugu"),
              Map.entry(UnicodeScript.KANNADA, "NotoSansKannada"),
              Map.entry(UnicodeScript.MALAYALAM, "NotoSansMalayalam"),
              Map.entry(UnicodeScript.OL_CHIKI, "NotoSansOlChiki"),
              Map.entry(UnicodeScript.MEETEI_MAYEK, "NotoSansMeeteiMayek"),
              // Urdu, Kashmiri and Sindhi
              Map.entry(UnicodeScript.ARABIC, "NotoNaskhArabic")));

  private static final Map<UnicodeScript, Optional<Font>> FONTS = new ConcurrentHashMap<>();

  /**
   * A word of one such script with its marks and joiners. Words of Arabic script stay together, so
   * that they follow each other from right to left.
   */
  private static final Pattern WORDS =
      Pattern.compile(
          FILES.keySet().stream()
              .map(IndianScripts::word)
              .collect(Collectors.joining("|", "(?:", ")")));

  private IndianScripts() {}

  /**
   * A word as an outline; lengths in ems.
   *
   * @param outline its baseline is at 0, y grows downwards
   * @param descent how far the font's letters reach below the baseline
   */
  record Word(Shape outline, double width, double ascent, double descent) {
    double height() {
      return ascent + descent;
    }
  }

  static Pattern words() {
    return WORDS;
  }

  /** Empty where this machine cannot lay out text: then the PDF library sets it unshaped. */
  static Optional<Word> shape(String word) {
    return script(word).flatMap(IndianScripts::font).map(font -> shape(word, font));
  }

  private static Word shape(String word, Font font) {
    int direction =
        script(word).filter(UnicodeScript.ARABIC::equals).isPresent()
            ? Font.LAYOUT_RIGHT_TO_LEFT
            : Font.LAYOUT_LEFT_TO_RIGHT;
    var letters = word.toCharArray();
    var glyphs = font.layoutGlyphVector(CONTEXT, letters, 0, letters.length, direction);
    var metrics = font.getLineMetrics(word, CONTEXT);
    var outline = new Path2D.Double(glyphs.getOutline());
    outline.transform(AffineTransform.getScaleInstance(1 / SIZE, 1 / SIZE));
    outline.transform(AffineTransform.getTranslateInstance(BEARING, 0));
    return new Word(
        outline,
        glyphs.getLogicalBounds().getWidth() / SIZE + 2 * BEARING,
        metrics.getAscent() / SIZE,
        metrics.getDescent() / SIZE);
  }

  private static String word(UnicodeScript script) {
    var letters = "[\\p{Is" + script.name() + "}\\u0964\\u0965\\u200C\\u200D]";
    var letter = "\\p{Is" + script.name() + "}" + letters + "*";
    return script == UnicodeScript.ARABIC ? letter + "(?: +" + letter + ")*" : letter;
  }

  private static Optional<UnicodeScript> script(String word) {
    return word.codePoints().mapToObj(UnicodeScript::of).filter(FILES::containsKey).findFirst();
  }

  private static Optional<Font> font(UnicodeScript script) {
    return FONTS.computeIfAbsent(script, one -> Optional.ofNullable(load(one)));
  }

  private static @Nullable Font load(UnicodeScript script) {
    var file = "scripts/" + Objects.requireNonNull(FILES.get(script)) + "-Regular.ttf";
    try {
      return Font.createFont(
              Font.TRUETYPE_FONT, new ByteArrayInputStream(InvoicePdf.resource(file)))
          .deriveFont(SIZE);
    } catch (FontFormatException | IOException | RuntimeException | LinkageError e) {
      // A JDK without its desktop module's native parts, for example.
      LOG.warn("{} cannot be laid out on this machine; its letters are set unshaped", script, e);
      return null;
    }
  }
}
