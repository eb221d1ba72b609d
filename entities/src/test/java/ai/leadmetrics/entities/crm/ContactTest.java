package ai.leadmetrics.entities.crm;

import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.ContactCommand.ChangeNumber;
import ai.leadmetrics.protocol.crm.ContactCommand.Identify;
import ai.leadmetrics.protocol.crm.ContactCommand.OptIn;
import ai.leadmetrics.protocol.crm.ContactCommand.OptOut;
import ai.leadmetrics.protocol.crm.ContactEvent;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRegistered;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRenamed;
import ai.leadmetrics.protocol.crm.ContactEvent.IdentifiersAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.NameAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.NumberChanged;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedIn;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedOut;
import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactTest {
  private static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+919812345678");
  private static final Identifier MAIL = new Identifier(Identifier.Kind.EMAIL, "r@example.in");

  @Test
  void isRegisteredWithoutRepetitions() {
    given(new Contact())
        .when(new Identify("Ravi", List.of(PHONE, PHONE)))
        .then(new ContactRegistered("Ravi", List.of(PHONE)));
  }

  @Test
  void onlyWhatIsNewIsRecorded() {
    var known = given(new Contact(), new ContactRegistered("Ravi", List.of(PHONE)));
    known.when(new Identify(null, List.of(PHONE))).thenNothing();
    known
        .when(new Identify("Ravi K", List.of(PHONE, MAIL)))
        .then(new IdentifiersAdded(List.of(MAIL), PHONE), new ContactRenamed("Ravi", "Ravi K"));
  }

  @Test
  void saysOnceThatItWantsNoMessages() {
    var known = given(new Contact(), new ContactRegistered("Ravi", List.of(PHONE)));
    known.when(new OptIn("m1")).thenNothing();
    known.when(new OptOut("m1")).then(new OptedOut("m1"));
    var out =
        given(new Contact(), new ContactRegistered("Ravi", List.of(PHONE)), new OptedOut("m1"));
    out.when(new OptOut("m2")).thenNothing();
    out.when(new OptIn("m3")).then(new OptedIn("m3"));
  }

  @Test
  void identifiersAreBounded() {
    var many =
        IntStream.rangeClosed(0, Contact.MAX_IDENTIFIERS)
            .mapToObj(i -> new Identifier(Identifier.Kind.SESSION, "s" + i))
            .toList();
    given(new Contact(), new ContactRegistered("Ravi", List.of(PHONE)))
        .when(new Identify(null, many))
        .thenRefused(CrmError.TOO_MANY_IDENTIFIERS);
  }

  /** The field case form-shared-phone-two-people: chatwoot/chatwoot#2811, #4728. */
  @Test
  void nameIsNotOverwrittenByOneOfSomebodyElse() {
    var anil = given(new Contact(), new ContactRegistered("Anil Thomas", List.of(PHONE)));
    anil.when(new Identify("Sheela Thomas", List.of(PHONE))).then(new NameAdded("Sheela Thomas"));
    given(
            new Contact(),
            new ContactRegistered("Anil Thomas", List.of(PHONE)),
            new NameAdded("Sheela Thomas"))
        .when(new Identify("Sheela Thomas", List.of(PHONE)))
        .thenNothing();
  }

  @Test
  void fullerNameOfTheSamePersonReplacesTheShorter() {
    var ravi = given(new Contact(), new ContactRegistered("Ravi Tandon", List.of(PHONE)));
    ravi.when(new Identify("R. Tandon", List.of(PHONE))).thenNothing();
    ravi.when(new Identify("ravi", List.of(PHONE))).thenNothing();
    ravi.when(new Identify("Ravi Kumar Tandon", List.of(PHONE)))
        .then(new ContactRenamed("Ravi Tandon", "Ravi Kumar Tandon"));
  }

  @Test
  void otherNamesAreBounded() {
    var events = new ArrayList<ContactEvent>();
    events.add(new ContactRegistered("Anil", List.of(PHONE)));
    for (char c = 'A'; c < 'A' + Contact.MAX_NAMES; c++) {
      events.add(new NameAdded(c + "xyz"));
    }
    given(new Contact(), events.toArray(ContactEvent[]::new))
        .when(new Identify("Somebody Else", List.of(PHONE)))
        .thenNothing();
  }

  @Test
  void changedNumberReplacesTheOldOne() {
    var other = new Identifier(Identifier.Kind.PHONE, "+919712345678");
    var meera = given(new Contact(), new ContactRegistered("Meera", List.of(PHONE, MAIL)));
    meera.when(new ChangeNumber(PHONE, other)).then(new NumberChanged(PHONE, other));
    assertThat(meera.and(List.of(new NumberChanged(PHONE, other))).state().identifiers())
        .containsExactly(other, MAIL);
    meera.when(new ChangeNumber(other, PHONE)).thenNothing();
    given(new Contact()).when(new ChangeNumber(PHONE, other)).thenNothing();
  }

  @ParameterizedTest
  @CsvSource({
    "Ravi Tandon,Ravi,true",
    "Ravi Tandon,R Tandon,true",
    "RAVI TANDON,Tandon Ravi,true",
    "José Álvarez,Jose Alvarez,true",
    "Sheela Thomas,Sheila Thomas,true",
    "Anil Thomas,Sheela Thomas,false",
    "Anil,Sunil,false",
    "Mina,Tina,false",
    "अनिल थॉमस,Sheela Thomas,true",
    "🌸,Meera,true"
  })
  void namesOfOnePersonAreAlike(String one, String other, boolean alike) {
    assertThat(PersonNames.alike(one, other)).isEqualTo(alike);
    assertThat(PersonNames.alike(other, one)).isEqualTo(alike);
  }
}
