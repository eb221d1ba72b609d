package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page.css",
        "/phone.css",
        "/phone.js",
        "/mailbox",
        "/mailbox.js",
        "/mailbox.css",
        "/notices",
        "/notices.js",
        "/notices.css",
        "/icon.svg",
        "/sign-in.css"
      })
  void servesThePageUnderAStrictPolicy(String path) {
    var response = bench.page(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
  }

  @Test
  void hasNoInlineCodeAndNoOtherHosts() {
    assertThat(bench.page("/").body())
        .doesNotContain("style=", "onclick", "<style", "http://", "https://")
        .doesNotContainPattern("<script>|<script [^>]*>[^<]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/../pom.xml", "/page/index.html"})
  void servesNothingElse(String path) {
    assertThat(bench.page(path).statusCode()).isEqualTo(404);
  }
}
