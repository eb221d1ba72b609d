package ai.leadmetrics.cluster.portal;

import static ai.leadmetrics.cluster.portal.Browser.assertAccessible;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.Account;
import ai.leadmetrics.cluster.Authenticator;
import ai.leadmetrics.cluster.TestPlatform;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The security page and every way to sign in, in a real browser with a virtual authenticator. */
class PasskeyIT {
  private final TestPlatform platform = TestPlatform.shared();
  private final Account person = Account.of(platform.newTenant());

  /** Passkeys belong to a domain; an address of numbers is none. */
  private String url(String path) {
    return platform.url().replace("127.0.0.1", "localhost") + path;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void typePassword(Page page) {
    page.navigate(url("/sign-in"));
    page.getByLabel("E-mail").fill(person.email());
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Password"))
        .fill(person.password());
    button(page, "Sign in").click();
  }

  private void signIn(Page page) {
    typePassword(page);
    page.waitForURL(url("/inbox"));
  }

  private static void signOut(Page page) {
    page.getByText("Account:").click();
    button(page, "Sign out").click();
    assertThat(page.getByLabel("E-mail")).isVisible();
  }

  private static Locator dialog(Page page) {
    return page.getByRole(AriaRole.DIALOG);
  }

  private void addPasskey(Page page) {
    page.navigate(url("/settings/security"));
    button(page, "Add a passkey").click();
    dialog(page).getByLabel("Name").fill("My laptop");
    typesPasswordAgain(page);
    assertAccessible(page);
    button(page, "Continue").click();
    assertThat(page.getByText("My laptop")).isVisible();
  }

  private void typesPasswordAgain(Page page) {
    dialog(page)
        .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Your password"))
        .fill(person.password());
  }

  private void signInByPasskey(Page page) {
    page.navigate(url("/sign-in"));
    button(page, "Sign in with a passkey").click();
  }

  @Test
  void signsInWithAPasskeyAlone() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      var key = new VirtualKey(page);
      signIn(page);
      addPasskey(page);
      assertAccessible(page);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "portal", "security.png")));
      signOut(page);

      var sent = new AtomicReference<String>();
      page.onRequest(
          request -> {
            if (request.url().endsWith("/api/v1/auth/passkey")) {
              sent.set(request.postData());
            }
          });
      signInByPasskey(page);
      page.waitForURL(url("/inbox"));
      signOut(page);

      // What signed in once signs nobody in again.
      var replayed =
          platform
              .client()
              .post(
                  "/api/v1/auth/passkey",
                  sent.get().getBytes(StandardCharsets.UTF_8),
                  Map.of("Content-Type", "application/json"));
      assertThat(replayed.json().path("code").asText()).isEqualTo("passkey_refused");

      key.turnBack();
      signInByPasskey(page);
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("not accepted");
    }
  }

  @Test
  void renamesAndDeletesPasskeys() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      var key = new VirtualKey(page);
      signIn(page);
      addPasskey(page);
      button(page, "Rename My laptop").click();
      dialog(page).getByLabel("Name").fill("Work laptop");
      button(page, "Save").click();
      assertThat(page.getByText("Work laptop")).isVisible();
      button(page, "Delete Work laptop").click();
      typesPasswordAgain(page);
      dialog(page)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
          .click();
      assertThat(page.getByText("You have no passkey yet.")).isVisible();
      signOut(page);

      key.setVerified(true);
      signInByPasskey(page);
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("not accepted");
    }
  }

  @Test
  void setsUpTwoStepsAndTakesThem() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      new VirtualKey(page);
      signIn(page);
      addPasskey(page);
      button(page, "Set up").click();
      typesPasswordAgain(page);
      button(page, "Go on").click();
      var secret = dialog(page).locator("code").textContent();
      var app = new Authenticator(secret);
      assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("QR code")))
          .isVisible();
      assertAccessible(page);
      dialog(page).getByLabel("Code from the app").fill(app.code());
      button(page, "Turn on").click();
      assertThat(dialog(page).getByRole(AriaRole.LISTITEM)).hasCount(10);
      assertAccessible(page);
      var backup = dialog(page).getByRole(AriaRole.LISTITEM).first().textContent();
      button(page, "I have kept them").click();
      assertThat(page.getByText("10 backup codes left")).isVisible();
      signOut(page);

      typePassword(page);
      page.getByLabel("Code from the app").fill(app.wrong());
      button(page, "Continue").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("code is wrong");
      assertAccessible(page);
      page.getByLabel("Code from the app").fill(app.next());
      button(page, "Continue").click();
      page.waitForURL(url("/inbox"));
      signOut(page);

      typePassword(page);
      button(page, "Use a backup code").click();
      page.getByLabel("Backup code").fill(backup);
      button(page, "Continue").click();
      page.waitForURL(url("/inbox"));
      signOut(page);

      typePassword(page);
      button(page, "Use a passkey").click();
      button(page, "Use a passkey").click();
      page.waitForURL(url("/inbox"));
    }
  }

  @Test
  void signsInAndLinksByAnAccountElsewhere() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      page.navigate(url("/sign-in"));
      button(page, "Continue with Google").click();
      // The portal's own field is called the same.
      assertThat(page.getByText("A simulation")).isVisible();
      page.getByLabel("E-mail").fill(person.email());
      button(page, "Continue").click();
      page.waitForURL(url("/inbox"));

      page.navigate(url("/settings/security"));
      assertThat(page.getByText(person.email()).first()).isVisible();
      button(page, "Link LinkedIn").click();
      typesPasswordAgain(page);
      button(page, "Go to LinkedIn").click();
      page.getByText("Nobody Sure").click();
      page.waitForURL(url("/settings/security"));
      button(page, "Unlink LinkedIn").click();
      typesPasswordAgain(page);
      dialog(page)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Unlink"))
          .click();
      assertThat(button(page, "Link LinkedIn")).isVisible();

      button(page, "Link Microsoft").click();
      typesPasswordAgain(page);
      button(page, "Go to Microsoft").click();
      // The dialog that asked has a button of the same name.
      assertThat(page.getByText("A simulation")).isVisible();
      page.getByText("Cancel").click();
      assertThat(page.getByText("did not send you back")).isVisible();
      assertAccessible(page);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "portal", "callback.png")));
    }
  }

  @Test
  void theSecurityPageFitsEveryScreen() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      new VirtualKey(page);
      signIn(page);
      addPasskey(page);
      for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        for (int width : new int[] {1280, 390}) {
          page.setViewportSize(width, 860);
          assertThat(page.getByText("My laptop")).isVisible();
          assertAccessible(page);
          assertThat((Boolean) page.evaluate("document.body.scrollWidth <= window.innerWidth"))
              .as("fits " + width)
              .isTrue();
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(Path.of("target", "portal", "security-" + scheme + width + ".png")));
        }
      }
    }
  }
}
