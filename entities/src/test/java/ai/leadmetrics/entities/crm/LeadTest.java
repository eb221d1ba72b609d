package ai.leadmetrics.entities.crm;

import static ai.leadmetrics.entities.kit.Given.given;
import static ai.leadmetrics.protocol.crm.LeadScore.COLD;
import static ai.leadmetrics.protocol.crm.LeadScore.HOT;
import static ai.leadmetrics.protocol.crm.LeadScore.UNSCORED;
import static ai.leadmetrics.protocol.crm.LeadScore.WARM;
import static ai.leadmetrics.protocol.crm.LeadStatus.CLOSED_WON;
import static ai.leadmetrics.protocol.crm.LeadStatus.NEW;
import static ai.leadmetrics.protocol.crm.LeadStatus.QUALIFIED;
import static ai.leadmetrics.protocol.crm.LeadStatus.QUALIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.LeadCommand.ChangeStatus;
import ai.leadmetrics.protocol.crm.LeadCommand.Open;
import ai.leadmetrics.protocol.crm.LeadCommand.Qualify;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadOpened;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadQualified;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadStatusChanged;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.crm.LeadStatus;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.kit.EntityId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadTest {
  private static final EntityId CONTACT = EntityId.parse("acme:cont_1a");
  private static final EntityId CONVERSATION = EntityId.parse("acme:conv_1a");
  private static final LeadOpened OPENED =
      new LeadOpened(CONTACT, CONVERSATION, "Ravi", List.of(), "whatsapp");

  @Test
  void opensOnce() {
    var open = new Open(CONTACT, CONVERSATION, "Ravi", List.of(), "whatsapp");
    given(new Lead()).when(open).then(OPENED);
    given(new Lead(), OPENED).when(open).thenNothing();
  }

  @Test
  void answersQualifyStepByStep() {
    var service = new Qualification("room", null, null, null, null, null);
    var rest = new Qualification(null, "today", "₹10k", "Kochi", null, null);
    var story = given(new Lead(), OPENED);
    story
        .when(new Qualify(service))
        .then(new LeadQualified(service, UNSCORED, COLD), new LeadStatusChanged(NEW, QUALIFYING));
    story
        .after(new Qualify(service))
        .when(new Qualify(rest))
        .then(
            new LeadQualified(service.merge(rest), COLD, HOT),
            new LeadStatusChanged(QUALIFYING, QUALIFIED));
  }

  @Test
  void learningNothingNewChangesNothing() {
    var known = new Qualification("room", null, null, null, null, null);
    given(new Lead(), OPENED, new LeadQualified(known, UNSCORED, COLD))
        .when(new Qualify(known))
        .thenNothing();
  }

  @Test
  void aClosedLeadStaysClosedWhateverIsLearnt() {
    var learnt = new Qualification("room", "now", "₹1", "Kochi", "me", "May");
    given(new Lead(), OPENED, new LeadStatusChanged(NEW, CLOSED_WON))
        .when(new Qualify(learnt))
        .then(new LeadQualified(learnt, UNSCORED, HOT));
  }

  @Test
  void statusChangesCarryBothSides() {
    given(new Lead(), OPENED)
        .when(new ChangeStatus(LeadStatus.NURTURING))
        .then(new LeadStatusChanged(NEW, LeadStatus.NURTURING));
    given(new Lead(), OPENED).when(new ChangeStatus(NEW)).thenNothing();
    given(new Lead()).when(new ChangeStatus(NEW)).thenRefused(CrmError.LEAD_NOT_OPEN);
  }

  @Test
  void scoreFollowsWhatIsKnown() {
    assertThat(Lead.score(Qualification.NONE)).isEqualTo(LeadScore.UNSCORED);
    assertThat(Lead.score(new Qualification("r", null, "b", null, null, null))).isEqualTo(WARM);
    assertThat(Lead.score(new Qualification("r", null, "b", null, null, "May"))).isEqualTo(HOT);
  }
}
