package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A logo and a face, from the upload to whoever sees them. */
class PicturesIT {
  private final TestPlatform platform = TestPlatform.shared();

  private static Map<String, String> square(int colour) throws IOException {
    var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, colour);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Map.of("picture", Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  @Test
  void aLogoIsShownToItsTenantAloneAndAFaceToTheTeam() throws IOException {
    var tenant = platform.newTenant();
    var owner = tenant.owner();
    var logo = owner.put("/api/v1/settings/logo", square(0xff0000));
    assertThat(logo.status()).as(logo.text()).isEqualTo(200);
    var face = owner.put("/api/v1/me/picture", square(0x00ff00)).json().path("id").asText();

    var me = owner.get("/api/v1/me").json();
    assertThat(me.path("logo").asText()).isEqualTo(logo.json().path("id").asText());
    assertThat(me.path("picture").asText()).isEqualTo(face);
    assertThat(owner.get("/api/v1/team").json().at("/members/0/picture").asText()).isEqualTo(face);
    var shown = owner.get("/api/v1/pictures/" + face);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.text()).contains("PNG");
    assertThat(platform.client().get("/api/v1/pictures/" + face).status()).isEqualTo(401);
    var other = platform.newTenant().owner().get("/api/v1/me").json();
    assertThat(other.path("logo").isNull()).isTrue();
    assertThat(other.path("picture").isNull()).isTrue();

    assertThat(owner.delete("/api/v1/settings/logo").status()).isEqualTo(204);
    assertThat(owner.delete("/api/v1/me/picture").status()).isEqualTo(204);
    assertThat(owner.get("/api/v1/me").json().path("logo").isNull()).isTrue();
    assertThat(owner.get("/api/v1/pictures/" + face).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoPictureIsRefusedWithTheField() {
    var owner = platform.newTenant().owner();
    for (var bad : new String[] {"not base64!", "PHN2Zy8+", " "}) {
      var refused = owner.put("/api/v1/settings/logo", Map.of("picture", bad));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("picture");
    }
    assertThat(owner.put("/api/v1/me/picture", Map.of("picture", "A".repeat(250_004))).status())
        .isEqualTo(400);
  }
}
