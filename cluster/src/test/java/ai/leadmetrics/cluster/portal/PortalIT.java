package ai.leadmetrics.cluster.portal;

import static ai.leadmetrics.cluster.portal.Browser.assertAccessible;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestClient;
import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.cluster.TestTenant;
import ai.leadmetrics.streams.knowledge.Faq;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The product as its users see it: a guest writes, the AI answers, a person takes over. */
class PortalIT {
  private static final String POOL = "Yes, our garden pool is open from 7 am to 8 pm.";
  private static final double PATIENCE = 60_000;

  private final TestPlatform platform = TestPlatform.shared();
  private final TestTenant tenant = platform.newTenant();

  private void teach() {
    KnowledgeStore.of(platform.node().platform())
        .replace(tenant.id(), List.of(new Faq("Is there a swimming pool?", POOL)))
        .toCompletableFuture()
        .join();
  }

  private void guestWrites(String from, String text) {
    var answer =
        new TestClient(platform.sandbox().url())
            .post(
                "/simulator/messages",
                Map.of(
                    "phoneNumberId",
                    tenant.phoneNumberId(),
                    "from",
                    from,
                    "name",
                    "Priya Sharma",
                    "text",
                    text));
    assertThat(answer.json().path("status").asInt()).isEqualTo(200);
  }

  private void signIn(Page page, String email, String password) {
    Browser.signIn(page, platform.url(), email, password);
  }

  private static Locator message(Page page, String author) {
    return page.locator("[data-testid=message][data-author=" + author + "]");
  }

  private static void reaches(Locator message, String status) {
    assertThat(message)
        .hasAttribute("data-status", status, new HasAttributeOptions().setTimeout(PATIENCE));
  }

  @Test
  void aGuestWritesTheAiAnswersAndAPersonTakesOver() {
    try (var browser = Browser.open()) {
      teach();
      var page = browser.page();
      page.navigate(platform.url() + "/");
      assertThat(page.getByLabel("E-mail")).isVisible();
      assertAccessible(page);
      signIn(page, tenant.email(), tenant.password());
      assertThat(page.getByTestId("connection"))
          .hasAttribute("data-live", "live", new HasAttributeOptions().setTimeout(PATIENCE));
      assertAccessible(page);

      guestWrites("+919812345678", "Hi, is there a swimming pool?");
      var conversation = page.getByTestId("conversation");
      assertThat(conversation).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
      conversation.click();

      assertThat(message(page, "customer")).containsText("swimming pool");
      assertThat(message(page, "ai"))
          .containsText(
              "garden pool",
              new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                  .setTimeout(PATIENCE));
      reaches(message(page, "ai"), "read");
      assertAccessible(page);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "portal", "inbox.png")));

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take over")).click();
      assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hand back")))
          .isVisible();
      page.getByLabel("Reply", new Page.GetByLabelOptions().setExact(true))
          .fill("Towels are at the pool, see you soon! 🏊");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send")).click();
      reaches(message(page, "human"), "read");
      assertThat(message(page, "ai")).hasCount(1);

      signOut(page);
    }
  }

  private static void signOut(Page page) {
    page.getByText("Account:").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    assertThat(page.getByLabel("E-mail")).isVisible();
    page.goBack();
    assertThat(page.getByLabel("E-mail")).isVisible();
  }
}
