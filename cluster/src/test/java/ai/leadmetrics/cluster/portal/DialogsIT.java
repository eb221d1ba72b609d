package ai.leadmetrics.cluster.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.cluster.TestTenant;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What opens over a page: it has a name and room on a phone, holds the keyboard until Escape gives
 * it back to the button it was opened with, and has no grave obstacle in either theme.
 */
class DialogsIT {
  private static final double PATIENCE = 60_000;

  private final TestPlatform platform = TestPlatform.shared();
  private final TestTenant tenant = platform.newTenant();

  @Test
  void ofABusiness() {
    somebody(tenant.id(), "Ravi Menon", Role.AGENT);
    try (var browser = Browser.open()) {
      var page = signedIn(browser, tenant.email());
      open(page, "/settings/team");
      opens(page, "invite", button(page, "Invite somebody"));
      opens(page, "remove", button(page, "Remove Ravi Menon"));
      changesARole(page);
      open(page, "/settings/security");
      opens(page, "two-step", button(page, "Set up"));
      opens(page, "passkey", button(page, "Add a passkey"));
      open(page, "/settings/invoices");
      opens(page, "billing-details", button(page, "Billing details").first());
      open(page, "/settings/business");
      opens(page, "close-account", button(page, "Close this account"));
      open(page, "/settings/usage");
      opens(page, "budget", button(page, "Change the limit"));
      open(page, "/channels");
      opens(page, "channel", button(page, "Add channel"));
      changesAChannel(page);
    }
  }

  @Test
  void ofThePlatform() {
    var operator = somebody(null, "Operator", Role.SUPER_ADMIN);
    try (var browser = Browser.open()) {
      var page = signedIn(browser, operator);
      open(page, "/manage/tenants");
      opens(page, "create-tenant", button(page, "Create tenant"));
      open(page, "/manage/tenants/" + tenant.id());
      opens(page, "pause", button(page, "Pause"));
      opens(
          page,
          "enter",
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Work within"))
              .first());
      open(page, "/manage/tenants/" + tenant.id() + "?tab=credits");
      opens(page, "correct-credits", button(page, "Correct credits"));
      open(page, "/manage/invoices");
      opens(page, "draft-invoice", button(page, "New invoice"));
      open(page, "/manage/users?q=" + tenant.email());
      opens(page, "user", page.getByTestId("user").getByRole(AriaRole.LINK));
      escapesFromOneDialogAtATime(page);
      open(page, "/ops/overview");
      opens(page, "rebuild", button(page, "Rebuild inbox"));
      editsAPlan(page);
    }
  }

  /** No dialog, but as much at stake: the change is said, and can be taken back. */
  private static void changesARole(Page page) {
    var role = page.getByLabel("Role of Ravi Menon");
    role.selectOption("manager");
    assertThat(page.getByText("Ravi Menon is now: Manager.")).isVisible();
    Browser.assertGoodLooks(page, "dialog-change-role");
    button(page, "Undo").click();
    assertThat(role).hasValue("agent");
  }

  /** The menu and a dialog that it leads to. */
  private static void changesAChannel(Page page) {
    button(page, "Actions for Phone").press("Enter");
    var item = page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Rename"));
    assertThat(item).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    Browser.assertGoodLooks(page, "menu-channel");
    item.press("Enter");
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    assertThat(dialog.getByRole(AriaRole.HEADING).first()).isVisible();
    Browser.assertGoodLooks(page, "dialog-channel-rename");
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden(new IsHiddenOptions().setTimeout(PATIENCE));
  }

  private static void escapesFromOneDialogAtATime(Page page) {
    page.getByTestId("user").getByRole(AriaRole.LINK).click();
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Work within"))
        .click();
    assertThat(page.getByLabel("Why?")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByLabel("Why?")).isHidden();
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
  }

  private void editsAPlan(Page page) {
    open(page, "/manage/plans");
    var price = page.getByLabel("Price");
    price.first().fill("a lot");
    assertThat(button(page, "Publish")).isDisabled();
    Browser.assertGoodLooks(page, "dialog-plan-editor");
  }

  /** Opens it by the keyboard, has it looked at, and closes it again. */
  static void opens(Page page, String name, Locator opener) {
    opener.focus();
    opener.press("Enter");
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    assertThat(dialog.locator(".mantine-Skeleton-root")).hasCount(0);
    assertThat(dialog.getByRole(AriaRole.HEADING).first()).isVisible();
    assertThat(dialog.evaluate("it => it.contains(document.activeElement)"))
        .as("keyboard in " + name)
        .isEqualTo(true);
    Browser.assertGoodLooks(page, "dialog-" + name);
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden(new IsHiddenOptions().setTimeout(PATIENCE));
    assertThat(opener).isFocused();
  }

  private String somebody(@Nullable TenantId of, String name, Role role) {
    var email = UUID.randomUUID() + "@dialogs.example";
    var node = platform.node().platform();
    new UserStore(node.database(), node.config())
        .put(of, email, name, role, tenant.password())
        .toCompletableFuture()
        .join();
    return email;
  }

  private Page signedIn(Browser browser, String email) {
    var page = browser.page();
    Browser.signIn(page, platform.url(), email, tenant.password());
    assertThat(page.getByTestId("connection"))
        .isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    return page;
  }

  private void open(Page page, String screen) {
    page.navigate(platform.url() + screen);
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).first())
        .isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    assertThat(page.locator(".mantine-Skeleton-root")).hasCount(0);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
