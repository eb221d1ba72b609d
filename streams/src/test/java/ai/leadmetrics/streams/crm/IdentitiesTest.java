package ai.leadmetrics.streams.crm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.Identities.Link;
import ai.leadmetrics.streams.crm.Identities.OwnedIdentifier;
import ai.leadmetrics.streams.crm.Identities.Profile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static Identities people(Map<OwnedIdentifier, EntityId> known) {
    return new Identities(known, Map.of());
  }

  @Test
  void newPersonGetsAllTheirIdentifiers() {
    var who = people(Map.of());
    var contact = who.resolve(LOTUS, List.of(PHONE, USER), null);
    assertThat(who.added())
        .containsEntry(lotus(PHONE), new Link(contact, null, false))
        .containsEntry(lotus(USER), new Link(contact, null, false));
  }

  @Test
  void oneBatchMakesOnePersonOnce() {
    var who = people(Map.of());
    var first = who.resolve(LOTUS, List.of(PHONE), null);
    assertThat(who.resolve(LOTUS, List.of(USER, PHONE), null)).isEqualTo(first);
    assertThat(who.resolve(LOTUS, List.of(USER), null)).isEqualTo(first);
  }

  @Test
  void anotherIdentifierIsAddedToThePersonWeKnow() {
    var who = people(Map.of(lotus(PHONE), BY_PHONE));
    assertThat(who.resolve(LOTUS, List.of(USER, PHONE), null)).isEqualTo(BY_PHONE);
    assertThat(who.added())
        .containsExactly(Map.entry(lotus(USER), new Link(BY_PHONE, null, false)));
  }

  @Test
  void identifiersOfTwoPeopleGoBySurestAndMoveNobody() {
    var who = people(Map.of(lotus(PHONE), BY_PHONE, lotus(EMAIL), BY_EMAIL));
    assertThat(who.resolve(LOTUS, List.of(EMAIL, PHONE), null)).isEqualTo(BY_PHONE);
    assertThat(who.added()).isEmpty();
  }

  @Test
  void sameCustomerOfTwoTenantsIsTwoContacts() {
    var who = people(Map.of(lotus(PHONE), BY_PHONE));
    var contact = who.resolve(OTHER, List.of(PHONE), null);
    assertThat(contact.tenant()).isEqualTo(OTHER);
    assertThat(contact.local()).isNotEqualTo(BY_PHONE.local());
  }

  @Test
  void findingMakesNobody() {
    var who = people(Map.of());
    assertThat(who.find(LOTUS, List.of(PHONE))).isEmpty();
    assertThat(who.added()).isEmpty();
  }

  private static Identifier email(String address) {
    return new Identifier(Identifier.Kind.EMAIL, address);
  }

  /** The field case form-shared-phone-two-people: chatwoot/chatwoot#2811, #4728. */
  @Test
  void twoPeopleWithOnePhoneAreToldApartByNameAndAddress() {
    var who = people(Map.of());
    var anil = who.resolve(LOTUS, List.of(PHONE, email("anil.t@example.com")), "Anil Thomas");
    var sheela = who.resolve(LOTUS, List.of(PHONE, email("sheela.t@example.com")), "Sheela Thomas");
    assertThat(sheela).isNotEqualTo(anil);
    assertThat(who.shared())
        .containsExactly(Map.entry(lotus(PHONE), new Link(sheela, "Sheela Thomas", true)));
    assertThat(who.resolve(LOTUS, List.of(email("sheela.t@example.com")), "Sheela Thomas"))
        .isEqualTo(sheela);
    assertThat(who.resolve(LOTUS, List.of(PHONE, email("sheela.t@example.com")), "Sheela Thomas"))
        .isEqualTo(sheela);
    assertThat(who.resolve(LOTUS, List.of(PHONE, email("anil.t@example.com")), "Anil"))
        .isEqualTo(anil);
    assertThat(who.resolve(LOTUS, List.of(PHONE), "Sheela Thomas")).isEqualTo(anil);
  }

  @Test
  void anotherAddressOrAnotherNameAloneIsTheSamePerson() {
    var who = people(Map.of());
    var ravi = who.resolve(LOTUS, List.of(PHONE, email("ravi@work.in")), "Ravi Tandon");
    assertThat(who.resolve(LOTUS, List.of(PHONE, email("ravi@home.in")), "R. Tandon"))
        .isEqualTo(ravi);
    assertThat(who.resolve(LOTUS, List.of(PHONE, email("ravi@home.in")), "Bunty")).isEqualTo(ravi);
    assertThat(who.resolve(LOTUS, List.of(PHONE, email("third@home.in")), null)).isEqualTo(ravi);
    assertThat(who.resolve(LOTUS, List.of(PHONE), "Bunty")).isEqualTo(ravi);
  }

  @Test
  void nameOfAChatAloneDoesNotMakeAnotherPersonOfAForm() {
    var who =
        new Identities(
            Map.of(lotus(PHONE), BY_PHONE),
            Map.of(BY_PHONE, new Profile(new HashSet<>(), new HashSet<>(Set.of("Sunny 🌞")))));
    assertThat(who.resolve(LOTUS, List.of(PHONE, email("s@example.in")), "Sunil Kumar"))
        .isEqualTo(BY_PHONE);
  }
}
