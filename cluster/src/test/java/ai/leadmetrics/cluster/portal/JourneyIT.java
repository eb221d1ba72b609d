package ai.leadmetrics.cluster.portal;

import static ai.leadmetrics.cluster.portal.Browser.assertAccessible;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ai.leadmetrics.cluster.Authenticator;
import ai.leadmetrics.cluster.PaymentDesk;
import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.identity.UserStore;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.assertions.PageAssertions.HasURLOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From nobody to a business with a paid plan and a team, through the screens alone: account, mail,
 * company, payment, onboarding, a colleague who signs in with a second factor. On a platform of its
 * own: it begins with nobody, and follows all mails and payments.
 */
class JourneyIT {
  private static final double PATIENCE = 60_000;
  private static final String PASSWORD = "vq8-Tundra-kiosk";

  private final String owner = "meera-" + UUID.randomUUID() + "@lakeview.example";
  private final String colleague = "ravi-" + UUID.randomUUID() + "@lakeview.example";
  private TestPlatform platform;
  private PaymentDesk desk;

  @BeforeEach
  void start() {
    platform = TestPlatform.start();
    desk = new PaymentDesk(platform);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void fromSignUpToATeamWithAPaidPlan() {
    try (var browser = Browser.open()) {
      var page = signsUp(browser.page());
      foundsABusiness(page);
      pays(page);
      isOnboarded(page);
      seesWhatItPaid(page);
      couldBeRefunded(browser.elsewhere());
      invites(page);
      var other = joins(browser.elsewhere());
      signsInWithTwoSteps(other);
    }
  }

  @Test
  void aForgedPaymentShowsUpAsAnAlarmInManage() {
    try (var browser = Browser.open()) {
      desk.simulate("forge", Map.of("payload", Map.of()));
      var page = browser.page();
      page.navigate(url("/sign-in"));
      typesPassword(page, operator());
      arrives(page, "/ops/overview");
      page.navigate(url("/manage/alarms"));
      assertThat(page.getByRole(AriaRole.TABLE)).containsText("A payment report was refused");
      looksGood(page, "alarms");
    }
  }

  private String operator() {
    var email = "operator-" + UUID.randomUUID() + "@leadmetrics.example";
    new UserStore(platform.node().platform().database(), platform.config())
        .put(null, email, "Operator", Role.SUPER_ADMIN, PASSWORD)
        .toCompletableFuture()
        .join();
    return email;
  }

  /** Opens an account and proves its address by the mailed link, which opens a page of its own. */
  private Page signsUp(Page page) {
    page.navigate(url("/sign-up"));
    page.getByLabel("Your name").fill("Meera Nair");
    page.getByLabel("E-mail").fill(owner);
    textbox(page, "Password").fill(PASSWORD);
    looksGood(page, "sign-up");
    button(page, "Create account").click();
    assertThat(heading(page, "Check your mail")).isVisible();
    var verification = opensMail(page, owner, "Confirm");
    textbox(verification, "Password").fill(PASSWORD);
    button(verification, "Confirm address").click();
    verification.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go on")).click();
    typesPassword(verification, owner);
    return verification;
  }

  private void foundsABusiness(Page page) {
    page.getByLabel("Name of the business").fill("Lakeview Residency");
    page.getByLabel("Industry").fill("hotel");
    looksGood(page, "new-business");
    button(page, "Go on").click();
    page.getByLabel("State").fill("Kerala");
    page.getByLabel("City").fill("Alappuzha");
    button(page, "Go on").click();
    button(page, "Choose Growth").click();
  }

  private static byte[] logo() {
    try {
      var image = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pays(Page page) {
    looksGood(page, "new-business-payment");
    button(page, "Subscribe to Growth").click();
    var checkout = page.frameLocator("iframe[title='Razorpay Checkout']");
    assertThat(checkout.getByText("no money moves")).isVisible();
    looksGood(page, "checkout");
    checkout
        .getByRole(
            AriaRole.BUTTON,
            new com.microsoft.playwright.FrameLocator.GetByRoleOptions()
                .setName("Pay")
                .setExact(true))
        .click();
    arrives(page, "/onboarding");
  }

  private void isOnboarded(Page page) {
    assertThat(heading(page, "Getting started")).isVisible();
    button(page, "Use the template Hotel or guest house").click();
    assertThat(page.getByText("are yours now")).isVisible();
    looksGood(page, "onboarding");
    button(page, "Save").click();
    assertThat(heading(page, "Logo")).isVisible();
    page.setInputFiles("input[type=file]", new FilePayload("logo.png", "image/png", logo()));
    assertThat(button(page, "Choose another")).isVisible();
    looksGood(page, "logo");
    button(page, "Go on").click();
    assertThat(heading(page, "Answers")).isVisible();
    button(page, "Go on").click();
    page.getByLabel("Ask something as a customer would").fill("What time is check-in?");
    button(page, "Ask").click();
    assertThat(page.getByText("would answer this by itself")).isVisible();
    button(page, "Launch").last().click();
    arrives(page, "/inbox");
  }

  private void seesWhatItPaid(Page page) {
    page.navigate(url("/settings/billing"));
    assertThat(page.getByText("Active").first()).isVisible();
    looksGood(page, "billing");
    DialogsIT.opens(page, "change-plan", button(page, "Change plan"));
    DialogsIT.opens(page, "cancel", button(page, "Cancel subscription"));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Buy ")).first().click();
    assertThat(page.frameLocator("iframe[title='Razorpay Checkout']").getByText("no money moves"))
        .isVisible();
    looksGood(page, "top-up");
    page.navigate(url("/settings/invoices"));
    assertThat(page.getByRole(AriaRole.TABLE))
        .containsText("Paid", new ContainsTextOptions().setTimeout(PATIENCE));
    looksGood(page, "invoices");
  }

  private void couldBeRefunded(Page page) {
    page.navigate(url("/sign-in"));
    typesPassword(page, operator());
    arrives(page, "/ops/overview");
    page.navigate(url("/manage/tenants/lakeview-residency?tab=plan"));
    DialogsIT.opens(page, "refund", button(page, "Refund").first());
  }

  private void invites(Page page) {
    page.navigate(url("/settings/team"));
    assertThat(page.getByText("1 of")).isVisible();
    button(page, "Invite somebody").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("E-mail address").fill(colleague);
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send invitation"))
        .click();
    assertThat(page.getByText("The invitation to " + colleague)).isVisible();
    looksGood(page, "team");
  }

  /** The colleague, on another computer, takes the invitation and turns a second factor on. */
  private Page joins(Page mail) {
    var page = opensMail(mail, colleague, "invite");
    assertThat(page.getByText("Lakeview Residency")).isVisible();
    page.getByLabel("Your name").fill("Ravi Menon");
    textbox(page, "Choose a password").fill(PASSWORD);
    button(page, "Create account and join").click();
    arrives(page, "/inbox");
    return page;
  }

  private void signsInWithTwoSteps(Page page) {
    page.navigate(url("/settings/security"));
    button(page, "Set up").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    textbox(page, "Your password").fill(PASSWORD);
    button(page, "Go on").click();
    var app = new Authenticator(dialog.locator("code").textContent());
    dialog.getByLabel("Code from the app").fill(app.code());
    button(page, "Turn on").click();
    button(page, "I have kept them").click();
    page.getByText("Account:").click();
    button(page, "Sign out").click();

    typesPassword(page, colleague);
    page.getByLabel("Code from the app").fill(app.next());
    button(page, "Continue").click();
    arrives(page, "/inbox");
    assertThat(page.getByText("Lakeview Residency").first()).isVisible();
  }

  private static void typesPassword(Page page, String email) {
    page.getByLabel("E-mail").fill(email);
    textbox(page, "Password").fill(PASSWORD);
    button(page, "Sign in").click();
  }

  /** Opens a mail in the sandbox's mailbox and follows its link, as a person does. */
  private Page opensMail(Page page, String address, String subject) {
    page.navigate(platform.sandbox().url() + "/mailbox?to=" + address);
    page.getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile(subject)))
        .first()
        .click();
    var link = page.frameLocator("#html").locator("a[href*='token=']").first();
    return page.waitForPopup(link::click);
  }

  /** By the name that the links in mails have. */
  private String url(String path) {
    return platform.url().replace("127.0.0.1", "localhost") + path;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator textbox(Page page, String name) {
    return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void arrives(Page page, String path) {
    assertThat(page).hasURL(url(path), new HasURLOptions().setTimeout(PATIENCE));
  }

  /** Takes a picture of a page once its heading is there, and has it looked through by axe. */
  private static void looksGood(Page page, String name) {
    assertThat(page.getByRole(AriaRole.HEADING).first())
        .isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    assertAccessible(page);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "portal", "journey-" + name + ".png")));
  }
}
