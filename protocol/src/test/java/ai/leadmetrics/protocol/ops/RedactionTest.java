package ai.leadmetrics.protocol.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String TOKEN = "dGhpcyBpcyBhIHRva2VuIG9mIDI1NiBiaXRzIGluIGJhc2U2NA";

  record SaveBody(
      String name,
      Role role,
      String appSecret,
      @Nullable String note,
      Inner inner,
      List<String> tags,
      List<Inner> many,
      String text,
      String long_) {}

  record Inner(String verifyToken, String city, @Nullable Inner deeper) {}

  @Test
  void summarisesWhatWasAskedWithoutItsSecrets() {
    var deep = new Inner("t-0", "Agra", null);
    var body =
        new SaveBody(
            "Lotus",
            Role.AGENT,
            "hush",
            null,
            new Inner("t-1", "Goa", deep),
            List.of("a", "b"),
            List.of(deep, deep),
            "see you",
            "x ".repeat(100));
    var summary = Redaction.summary("", tree(body));
    assertThat(summary)
        .contains(
            new AuditChange("name", null, "Lotus"),
            new AuditChange("role", null, "AGENT"),
            new AuditChange("appSecret", null, "(hidden)"),
            new AuditChange("inner.verifyToken", null, "(hidden)"),
            new AuditChange("inner.city", null, "Goa"),
            new AuditChange("inner.deeper.verifyToken", null, "(hidden)"),
            new AuditChange("tags", null, "a, b"),
            new AuditChange("many", null, "(2 entries)"),
            new AuditChange("text", null, "(7 characters)"),
            new AuditChange("long_", null, "(200 characters)"));
    assertThat(summary.toString()).doesNotContain("hush", "t-0", "t-1", "see you");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "newPassword",
        "current",
        "auth",
        "accessToken",
        "api_key",
        "publicKey",
        "code",
        "codes",
        "tokens",
        "webhookSecret",
        "assertion",
        "totp",
        "body.backup.codes",
        "refresh-token",
        "razorpaySignature"
      })
  void namesThatSpeakOfSecretsHideTheirValue(String name) {
    assertThat(Redaction.change(name, tree("before"), tree("after")))
        .isEqualTo(new AuditChange(name, "(hidden)", "(hidden)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postCode", "keyboard", "currency", "hashtags", "pinned", "monkey"})
  void otherNamesDoNot(String name) {
    assertThat(Redaction.change(name, tree(1), tree("two")))
        .isEqualTo(new AuditChange(name, "1", "two"));
  }

  @Test
  void whatLooksLikeATokenIsHiddenUnderAnyName() {
    assertThat(Redaction.change("note", null, tree(TOKEN)).after()).isEqualTo(Redaction.HIDDEN);
    assertThat(Redaction.change("note", null, tree(List.of(TOKEN))).after())
        .isEqualTo(Redaction.HIDDEN);
    var id = "user_0199f6c2a1b27def8123456789abcdef";
    assertThat(Redaction.change("user", null, tree(id)).after()).isEqualTo(id);
  }

  private static JsonNode tree(Object value) {
    return Json.MAPPER.valueToTree(value);
  }
}
