package ai.leadmetrics.cluster.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The machine's Chromium. Nothing is downloaded for it. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final List<String> GRAVE = List.of("serious", "critical");
  private static final List<String> DEPENDS_ON_THEME_AND_WIDTH =
      List.of(
          "button-name",
          "color-contrast",
          "label",
          "link-name",
          "scrollable-region-focusable",
          "target-size");
  private static final String AXE = script("/axe.min.js");

  static {
    // Many tests share two processors.
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final BrowserContext context;
  private int pictures;

  private Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    context = newContext();
  }

  private static String script(String resource) {
    try (var in = AxeBuilder.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BrowserContext newContext() {
    var made =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1360, 860)
                .setLocale("en-GB")
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    // Many tests share two processors.
    made.setDefaultTimeout(60_000);
    return made;
  }

  /** Skips the test where there is no Chromium, unless this run must have one. */
  static Browser open() {
    boolean there = Files.isExecutable(CHROMIUM);
    if ("true".equals(System.getenv("LEADMETRICS_REQUIRE_BROWSER"))) {
      assertThat(there).as("Chromium at " + CHROMIUM).isTrue();
    }
    assumeTrue(there, "no Chromium at " + CHROMIUM);
    return new Browser();
  }

  Page page() {
    return context.newPage();
  }

  /** On the computer of somebody else, who shares no cookies with {@link #page()}. */
  Page elsewhere() {
    return newContext().newPage();
  }

  static void signIn(Page page, String url, String email, String password) {
    page.navigate(url + "/");
    page.getByLabel("E-mail").fill(email);
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Password"))
        .fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
  }

  /** Nothing on the page keeps people from using it with other means than eyes and a mouse. */
  static void assertAccessible(Page page) {
    assertAccessible(page, List.of());
  }

  /** Axe runs in the page itself: its own driver opens another page for each look. */
  private static void assertAccessible(Page page, List<String> rules) {
    page.evaluate("script => window.axe || (0, eval)(script)", AXE);
    var grave =
        page.evaluate(
            """
            async ([grave, rules]) => {
              const only = rules.length ? { runOnly: { type: 'rule', values: rules } } : {};
              const found = await axe.run(document, {
                ...only, resultTypes: ['violations'], preload: false
              });
              return found.violations
                .filter(rule => grave.includes(rule.impact))
                .map(rule => rule.id + ': ' + rule.nodes[0].html);
            }
            """,
            List.of(GRAVE, rules));
    assertThat(grave).as("accessibility of " + page.url()).isEqualTo(List.of());
  }

  /**
   * Nothing is in the way of anybody on a wide bright screen, nor on a phone in the dark; pictures
   * of both are left in {@code target/portal/screens} for whoever wants to look.
   */
  static void assertGoodLooks(Page page, String name) {
    page.setViewportSize(1280, 800);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    drawn(page);
    picture(page, name + "-wide");
    assertAccessible(page);
    page.setViewportSize(390, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    drawn(page);
    picture(page, name + "-phone");
    assertAccessible(page, DEPENDS_ON_THEME_AND_WIDTH);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
        .as("width of " + name)
        .isEqualTo(390);
    page.setViewportSize(1280, 800);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** What follows the size of something else is drawn a frame after it. */
  private static void drawn(Page page) {
    page.evaluate(
        "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "portal", "screens", name + ".png")));
  }

  /** Leaves a picture of what every page showed last: a failed test has nothing better to tell. */
  private void pictures() {
    var name = StackWalker.getInstance().walk(Browser::test);
    browser.contexts().stream()
        .flatMap(one -> one.pages().stream())
        .forEach(
            page -> {
              var file = "last-" + name + "-" + ++pictures + ".png";
              page.screenshot(
                  new Page.ScreenshotOptions().setPath(Path.of("target", "portal", file)));
            });
  }

  private static String test(Stream<StackWalker.StackFrame> frames) {
    return frames
        .map(StackWalker.StackFrame::getClassName)
        .filter(one -> one.endsWith("IT"))
        .findFirst()
        .map(one -> one.substring(one.lastIndexOf('.') + 1))
        .orElse("unknown");
  }

  @Override
  public void close() {
    pictures();
    browser.close();
    playwright.close();
  }
}
