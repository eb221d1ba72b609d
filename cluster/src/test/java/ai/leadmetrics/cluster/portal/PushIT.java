package ai.leadmetrics.cluster.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.cluster.TestTenant;
import ai.leadmetrics.protocol.kit.Json;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What is pushed is shown by a real browser, and a click leads to what it is about. */
class PushIT {
  private static final String LINK = "/notifications";
  private static final String SHOWN =
      "navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all =>"
          + " all.map(n => [n.title, n.body, n.tag, n.data.link].join(' | ')))";

  private final TestPlatform platform = TestPlatform.shared();
  private final TestTenant tenant = platform.newTenant();

  @Test
  void aPushedNoticeIsShownOnceAndItsClickLeadsToIt() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      var site = new Site(page, platform.url());
      Browser.signIn(page, platform.url(), tenant.email(), tenant.password());
      assertThat(page.getByTestId("connection")).isVisible();
      site.register();

      site.push(notice("ntf_1", "A conversation needs a person"));
      site.push(notice("ntf_2", "New lead: Ravi & <b>Co</b>"));
      site.push(notice("ntf_1", "A conversation needs a person"));

      await()
          .untilAsserted(
              () ->
                  assertThat(site.shown())
                      .containsExactlyInAnyOrder(
                          "A conversation needs a person | Somebody waits. | ntf_1 | " + LINK,
                          "New lead: Ravi & <b>Co</b> | Somebody waits. | ntf_2 | " + LINK));

      site.click("ntf_2");
      page.waitForURL(platform.url() + LINK);
      await().until(() -> site.shown().size() == 1);
    }
  }

  @Test
  void aLinkThatIsNotOfThePortalLeadsToItsStartOnly() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      var site = new Site(page, platform.url());
      Browser.signIn(page, platform.url(), tenant.email(), tenant.password());
      assertThat(page.getByTestId("connection")).isVisible();
      site.register();
      page.navigate(platform.url() + LINK);
      site.push(Map.of("id", "ntf_3", "title", "x", "text", "y", "link", "//evil.example/"));
      await().until(() -> site.shown().size() == 1);

      site.click("ntf_3");
      page.waitForURL(platform.url() + "/inbox");
    }
  }

  private static Map<String, String> notice(String id, String title) {
    return Map.of("id", id, "title", title, "text", "Somebody waits.", "link", LINK);
  }

  /** The portal's service worker in one browser, reached as Chromium's developer tools do. */
  private static final class Site {
    private final Page page;
    private final String origin;
    private final CDPSession session;
    private final Map<String, String> registrations = new ConcurrentHashMap<>();

    Site(Page page, String origin) {
      this.page = page;
      this.origin = origin;
      page.context()
          .grantPermissions(
              List.of("notifications"),
              new BrowserContext.GrantPermissionsOptions().setOrigin(origin));
      session = page.context().newCDPSession(page);
      session.on("ServiceWorker.workerRegistrationUpdated", this::note);
      session.send("ServiceWorker.enable");
    }

    private void note(JsonObject event) {
      for (var each : event.getAsJsonArray("registrations")) {
        var registration = each.getAsJsonObject();
        registrations.put(
            registration.get("scopeURL").getAsString(),
            registration.get("registrationId").getAsString());
      }
    }

    /** As turning it on in the portal does, and loads the page again under it. */
    void register() {
      page.evaluate(
          "navigator.serviceWorker.register('/push-worker.js')"
              + ".then(() => navigator.serviceWorker.ready).then(() => true)");
      page.reload();
      assertThat(page.getByTestId("connection")).isVisible();
      assertThat(page.evaluate("navigator.serviceWorker.controller !== null")).isEqualTo(true);
    }

    void push(Map<String, String> notice) {
      var message = new JsonObject();
      message.addProperty("origin", origin);
      message.addProperty("registrationId", registrations.get(origin + "/"));
      message.addProperty("data", Json.text(notice));
      session.send("ServiceWorker.deliverPushMessage", message);
    }

    List<String> shown() {
      return ((List<?>) page.evaluate(SHOWN)).stream().map(String::valueOf).toList();
    }

    /** Tells the worker of a click, which no protocol can make in its name. */
    void click(String tag) {
      var tools = page.context().browser().newBrowserCDPSession();
      var attached = new JsonObject();
      attached.addProperty("targetId", worker(tools));
      attached.addProperty("flatten", false);
      var id = tools.send("Target.attachToTarget", attached).get("sessionId").getAsString();
      var message = new JsonObject();
      message.addProperty("sessionId", id);
      message.addProperty(
          "message",
          Json.text(
              Map.of(
                  "id",
                  1,
                  "method",
                  "Runtime.evaluate",
                  "params",
                  Map.of(
                      "awaitPromise",
                      true,
                      "expression",
                      ("self.registration.getNotifications({ tag: '%s' }).then(([notification]) =>"
                              + " self.dispatchEvent(new NotificationEvent('notificationclick',"
                              + " { notification })))")
                          .formatted(tag)))));
      tools.send("Target.sendMessageToTarget", message);
    }

    private String worker(CDPSession tools) {
      for (var each : tools.send("Target.getTargets").getAsJsonArray("targetInfos")) {
        var target = each.getAsJsonObject();
        if (target.get("type").getAsString().equals("service_worker")
            && target.get("url").getAsString().startsWith(origin)) {
          return target.get("targetId").getAsString();
        }
      }
      throw new AssertionError("no service worker of " + origin);
    }
  }
}
