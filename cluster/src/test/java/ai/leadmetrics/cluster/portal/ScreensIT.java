package ai.leadmetrics.cluster.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.cluster.TestTenant;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.identity.UserStore;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Every page of the portal: it has a heading, nothing in the console, room on a phone, and no grave
 * obstacle in either theme. The menus say which pages there are, so none can be forgotten.
 */
class ScreensIT {
  private static final double PATIENCE = 60_000;

  private final TestPlatform platform = TestPlatform.shared();
  private final TestTenant tenant = platform.newTenant();

  @Test
  void beforeOneIsIn() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      for (String screen :
          List.of(
              "/sign-in",
              "/sign-up",
              "/check-mail",
              "/forgot",
              "/reset?token=none",
              "/verify-email?token=none")) {
        look(page, screen);
      }
    }
  }

  @Test
  void ofABusiness() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      Browser.signIn(page, platform.url(), tenant.email(), tenant.password());
      var screens = listed(page);
      assertThat(screens).contains("/inbox", "/settings/team", "/settings/billing");
      // Reached from elsewhere than the menus.
      screens.addAll(List.of("/notifications", "/onboarding", "/new-business"));
      screens.forEach(screen -> look(page, screen));
    }
  }

  @Test
  void ofThePlatform() {
    try (var browser = Browser.open()) {
      var operator = "operator-" + UUID.randomUUID() + "@leadmetrics.example";
      new UserStore(platform.node().platform().database(), platform.config())
          .put(null, operator, "Operator", Role.SUPER_ADMIN, tenant.password())
          .toCompletableFuture()
          .join();
      var page = browser.page();
      Browser.signIn(page, platform.url(), operator, tenant.password());
      var screens = listed(page);
      assertThat(screens).contains("/manage/tenants", "/ops/dead-letters", "/settings/security");
      screens.addAll(List.of("/notifications", "/manage/tenants/" + tenant.id()));
      screens.forEach(screen -> look(page, screen));
    }
  }

  /** What the menus lead this person to. */
  private Set<String> listed(Page page) {
    assertThat(page.getByTestId("connection"))
        .isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    open(page, "/settings");
    var links = new LinkedHashSet<String>();
    for (var link : page.locator("nav a[href]").all()) {
      links.add(link.getAttribute("href"));
    }
    return links;
  }

  private void look(Page page, String screen) {
    List<String> errors = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    open(page, screen);
    Browser.assertGoodLooks(page, screen.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", ""));
    assertThat(errors).as("console of " + screen).isEmpty();
  }

  private void open(Page page, String screen) {
    page.navigate(platform.url() + screen);
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).first())
        .isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    // What is on its way has come.
    assertThat(page.locator(".mantine-Skeleton-root"))
        .hasCount(0, new HasCountOptions().setTimeout(PATIENCE));
  }
}
