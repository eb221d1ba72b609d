package ai.leadmetrics.cluster.portal;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A device's own authenticator, as Chromium plays it: it knows its person and says yes at once. */
final class VirtualKey {
  private final CDPSession session;
  private final String id;

  VirtualKey(Page page) {
    session = page.context().newCDPSession(page);
    session.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var wanted = new JsonObject();
    wanted.add("options", options);
    id =
        session
            .send("WebAuthn.addVirtualAuthenticator", wanted)
            .get("authenticatorId")
            .getAsString();
  }

  /** Does not know its person from now on, or does again. */
  void setVerified(boolean verified) {
    var wanted = mine();
    wanted.addProperty("isUserVerified", verified);
    session.send("WebAuthn.setUserVerified", wanted);
  }

  /** Puts the counter of its only key back, as that of a copy would be. */
  void turnBack() {
    var known =
        session
            .send("WebAuthn.getCredentials", mine())
            .getAsJsonArray("credentials")
            .get(0)
            .getAsJsonObject();
    session.send("WebAuthn.clearCredentials", mine());
    known.addProperty("signCount", 0);
    var wanted = mine();
    wanted.add("credential", known);
    session.send("WebAuthn.addCredential", wanted);
  }

  private JsonObject mine() {
    var wanted = new JsonObject();
    wanted.addProperty("authenticatorId", id);
    return wanted;
  }
}
