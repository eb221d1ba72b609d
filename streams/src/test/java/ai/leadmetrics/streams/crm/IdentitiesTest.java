package ai.leadmetrics.streams.crm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.Identities.OwnedIdentifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final TenantId LOTUS = new TenantId("lotus-house");
  private static final TenantId OTHER = new TenantId("other-house");
  private static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+919876543210");
  private static final Identifier USER = new Identifier(Identifier.Kind.WHATSAPP_USER, "IN.77");
  private static final Identifier EMAIL = new Identifier(Identifier.Kind.EMAIL, "a@b.co");
  private static final EntityId BY_PHONE = EntityId.parse("lotus-house:cont_phone");
  private static final EntityId BY_EMAIL = EntityId.parse("lotus-house:cont_email");

  private static OwnedIdentifier lotus(Identifier identifier) {
    return new OwnedIdentifier(LOTUS, identifier);
  }

  @Test
  void newPersonGetsAllTheirIdentifiers() {
    var who = new Identities(Map.of());
    var contact = who.resolve(LOTUS, List.of(PHONE, USER));
    assertThat(who.added())
        .containsEntry(lotus(PHONE), contact)
        .containsEntry(lotus(USER), contact);
  }

  @Test
  void oneBatchMakesOnePersonOnce() {
    var who = new Identities(Map.of());
    var first = who.resolve(LOTUS, List.of(PHONE));
    assertThat(who.resolve(LOTUS, List.of(USER, PHONE))).isEqualTo(first);
    assertThat(who.resolve(LOTUS, List.of(USER))).isEqualTo(first);
  }

  @Test
  void anotherIdentifierIsAddedToThePersonWeKnow() {
    var who = new Identities(Map.of(lotus(PHONE), BY_PHONE));
    assertThat(who.resolve(LOTUS, List.of(USER, PHONE))).isEqualTo(BY_PHONE);
    assertThat(who.added()).containsExactly(Map.entry(lotus(USER), BY_PHONE));
  }

  @Test
  void identifiersOfTwoPeopleGoBySurestAndMoveNobody() {
    var who = new Identities(Map.of(lotus(PHONE), BY_PHONE, lotus(EMAIL), BY_EMAIL));
    assertThat(who.resolve(LOTUS, List.of(EMAIL, PHONE))).isEqualTo(BY_PHONE);
    assertThat(who.added()).isEmpty();
  }

  @Test
  void sameCustomerOfTwoTenantsIsTwoContacts() {
    var who = new Identities(Map.of(lotus(PHONE), BY_PHONE));
    var contact = who.resolve(OTHER, List.of(PHONE));
    assertThat(contact.tenant()).isEqualTo(OTHER);
    assertThat(contact.local()).isNotEqualTo(BY_PHONE.local());
  }

  @Test
  void findingMakesNobody() {
    var who = new Identities(Map.of());
    assertThat(who.find(LOTUS, List.of(PHONE))).isEmpty();
    assertThat(who.added()).isEmpty();
  }
}
