package ai.leadmetrics.cluster.portal;

import static ai.leadmetrics.cluster.portal.Browser.assertGoodLooks;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ai.leadmetrics.cluster.TestPlatform;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The page of closed accounts is for closed accounts. */
class ClosedIT {
  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void anOpenBusinessIsSentOnAndAClosedOneReadsWhatIsLeft() {
    var tenant = platform.newTenant();
    try (var browser = Browser.open()) {
      var page = browser.page();
      Browser.signIn(page, platform.url(), tenant.email(), tenant.password());
      assertThat(page.getByTestId("connection")).isVisible();

      page.navigate(platform.url() + "/closed");
      page.waitForURL(platform.url() + "/inbox");

      page.navigate(platform.url() + "/settings/business");
      button(page, "Close this account");
      page.getByLabel("Type " + tenant.id() + " to confirm").fill(tenant.id().value());
      button(page, "Close the account");
      page.waitForURL(platform.url() + "/closed");
      assertThat(
              page.getByRole(
                  AriaRole.HEADING,
                  new Page.GetByRoleOptions().setName("This account is closed").setLevel(1)))
          .isVisible();
      assertThat(page.getByText("Everything is erased on")).isVisible();
      assertGoodLooks(page, "closed");
      page.getByText("Start another business").click();
      assertThat(page.getByLabel("Name of the business")).isVisible();
    }
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }
}
