package ai.leadmetrics.streams.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  private static byte[] file(String format, int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"512, 256, 256, 128", "100, 1000, 26, 256", "40, 30, 40, 30", "4096, 1, 256, 1"})
  void isMadeToFit(int width, int height, int fitWidth, int fitHeight) throws IOException {
    var picture = Picture.of(file("png", width, height)).orElseThrow();
    var read = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertThat(read.getWidth()).isEqualTo(fitWidth);
    assertThat(read.getHeight()).isEqualTo(fitHeight);
  }

  @Test
  void becomesAPngWithNothingOfWhatWasHiddenInIt() throws IOException {
    var jpeg = file("jpeg", 64, 64);
    var script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    var polyglot = Arrays.copyOf(jpeg, jpeg.length + script.length);
    System.arraycopy(script, 0, polyglot, jpeg.length, script.length);
    var picture = Picture.of(polyglot).orElseThrow();
    assertThat(picture.png()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(new String(picture.png(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
    assertThat(picture.id()).isEqualTo(Picture.of(jpeg).orElseThrow().id()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\u0089PNG\r\n"})
  void isNothingElse(String content) {
    assertThat(Picture.of(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  /** A few kB that hold 64 MB of pixels. */
  @Test
  void aHugePictureIsNeverUnpackedAsAWhole() throws IOException {
    var file = file("png", 4096, 4096);
    Picture.of(file("png", 64, 64));
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThat(Picture.of(file)).isPresent();

    assertThat(file).hasSizeLessThan(200_000);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
  }

  @Test
  void isNoBombAndNoTornFile() throws IOException {
    assertThat(Picture.of(file("png", 4097, 1))).isEmpty();
    assertThat(Picture.of(file("gif", 10, 10))).isEmpty();
    var torn = file("png", 300, 300);
    assertThat(Picture.of(Arrays.copyOf(torn, torn.length / 2))).isEmpty();
  }
}
