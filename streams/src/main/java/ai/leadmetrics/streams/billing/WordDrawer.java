package ai.leadmetrics.streams.billing;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Draws the words of {@link IndianScripts} into the boxes that {@link Xhtml} leaves for them. */
final class WordDrawer implements FSObjectDrawerFactory {
  static final String TYPE = "text/x-shaped-word";

  /** Part of the letters' height by which bold outlines are thicker. */
  private static final float BOLD = 0.035f;

  private static final Color MUTED = new Color(0x55, 0x55, 0x55);

  @Override
  public @Nullable FSObjectDrawer createDrawer(Element box) {
    return isReplacedObject(box) ? WordDrawer::draw : null;
  }

  @Override
  public boolean isReplacedObject(Element box) {
    return TYPE.equals(box.getAttribute("type"));
  }

  private static @Nullable Map<Shape, String> draw(
      Element box,
      double x,
      double y,
      double width,
      double height,
      OutputDevice device,
      RenderingContext context,
      int dotsPerPixel) {
    IndianScripts.shape(box.getAttribute("title"))
        .ifPresent(
            word ->
                device.drawWithGraphics(
                    (float) x,
                    (float) y,
                    (float) width / dotsPerPixel,
                    (float) height / dotsPerPixel,
                    graphics -> draw(graphics, box, word, height / dotsPerPixel)));
    return null;
  }

  private static void draw(
      Graphics2D graphics, Element box, IndianScripts.Word word, double height) {
    double em = height / word.height();
    graphics.scale(em, em);
    graphics.translate(0, word.ascent());
    graphics.setColor(within(box, "muted") ? MUTED : Color.BLACK);
    graphics.fill(word.outline());
    if (within(box, "strong") || within(box, "total")) {
      graphics.setStroke(new BasicStroke(BOLD));
      graphics.draw(word.outline());
    }
  }

  /** Whether the style sheet's class holds for the word. */
  private static boolean within(Node node, String kind) {
    for (var at = node; at != null; at = at.getParentNode()) {
      if (at instanceof Element element && element.getAttribute("class").contains(kind)) {
        return true;
      }
    }
    return false;
  }
}
