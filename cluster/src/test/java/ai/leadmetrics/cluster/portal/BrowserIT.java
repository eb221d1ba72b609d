package ai.leadmetrics.cluster.portal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the other tests of this package rely on is able to fail. */
class BrowserIT {
  @Test
  void findsAnObstacle() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      page.setContent("<html lang='en'><title>Test</title><main><button></button></main></html>");
      assertThatThrownBy(() -> Browser.assertAccessible(page)).hasMessageContaining("button-name");
      page.setContent(
          "<html lang='en'><title>Test</title><main style='color:#eee'>pale</main></html>");
      assertThatThrownBy(() -> Browser.assertGoodLooks(page, "test-pale"))
          .hasMessageContaining("color-contrast");
    }
  }
}
