package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.streams.kit.Port;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A logo or a face. What was uploaded is drawn anew, so that nothing but its colours is left of it:
 * no place where it was taken, no script that a browser could take it for.
 *
 * @param id SHA-256 of the PNG in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // made once, stored once, never compared
@Port
public record Picture(String id, byte[] png) {
  /** Longer side, in pixels. */
  static final int SIDE = 256;

  /** What is larger is refused before it is unpacked: a small file can hold a huge picture. */
  private static final int MAX_SIDE = 4096;

  private static final Semaphore AT_ONCE = new Semaphore(2);

  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  static {
    ImageIO.setUseCache(false);
  }

  /** The picture in a PNG or JPEG file; empty where there is none to be read. */
  public static Optional<Picture> of(byte[] file) {
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      var reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return isWelcome(reader) ? Optional.of(png(drawn(read(reader)))) : Optional.empty();
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // A broken file makes decoders fail in whatever way.
      return Optional.empty();
    }
  }

  /**
   * Only every so many pixels where there are far more than are shown: a file of a few kB unpacks
   * to 64 MB and more. A few at a time, for some formats are unpacked as a whole all the same.
   */
  private static BufferedImage read(ImageReader reader) throws IOException {
    int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * SIDE));
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    AT_ONCE.acquireUninterruptibly();
    try {
      return reader.read(0, parameters);
    } finally {
      AT_ONCE.release();
    }
  }

  private static boolean isWelcome(ImageReader reader) throws IOException {
    return FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
        && reader.getWidth(0) <= MAX_SIDE
        && reader.getHeight(0) <= MAX_SIDE;
  }

  private static BufferedImage drawn(BufferedImage from) {
    double scale = Math.min(1, (double) SIDE / Math.max(from.getWidth(), from.getHeight()));
    int width = (int) Math.max(1, Math.round(from.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(from.getHeight() * scale));
    var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var pen = to.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(from, 0, 0, width, height, null);
    pen.dispose();
    return to;
  }

  private static Picture png(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    var png = bytes.toByteArray();
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(png);
      return new Picture(HexFormat.of().formatHex(hash), png);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
