package ai.leadmetrics.entities.crm;

import static ai.leadmetrics.entities.kit.Given.given;

import ai.leadmetrics.protocol.crm.ContactCommand.Identify;
import ai.leadmetrics.protocol.crm.ContactCommand.OptIn;
import ai.leadmetrics.protocol.crm.ContactCommand.OptOut;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRegistered;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRenamed;
import ai.leadmetrics.protocol.crm.ContactEvent.IdentifiersAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedIn;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedOut;
import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.Identifier;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
        .then(new IdentifiersAdded(List.of(MAIL)), new ContactRenamed("Ravi", "Ravi K"));
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
}
