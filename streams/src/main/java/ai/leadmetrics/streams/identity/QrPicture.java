package ai.leadmetrics.streams.identity;

import io.nayuki.qrcodegen.QrCode;

/** Draws text as a QR code. */
final class QrPicture {
  private QrPicture() {}

  static TotpStore.Picture of(String text) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          int start = x;
          while (x + 1 < code.size && code.getModule(x + 1, y)) {
            x++;
          }
          int width = x - start + 1;
          path.append("M%d %dh%dv1h-%dz".formatted(start, y, width, width));
        }
      }
    }
    return new TotpStore.Picture(code.size, path.toString());
  }
}
