package ai.leadmetrics.entities.tenancy;

import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.tenancy.BrandVoice;
import ai.leadmetrics.protocol.tenancy.BusinessInfo;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.OnboardingStep;
import ai.leadmetrics.protocol.tenancy.ProfileChange;
import ai.leadmetrics.protocol.tenancy.StepOutcome;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Activate;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Cancel;
import ai.leadmetrics.protocol.tenancy.TenantCommand.CompleteOnboarding;
import ai.leadmetrics.protocol.tenancy.TenantCommand.EndAsPlanned;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Erase;
import ai.leadmetrics.protocol.tenancy.TenantCommand.FinishStep;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Freeze;
import ai.leadmetrics.protocol.tenancy.TenantCommand.MarkPastDue;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Pause;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Register;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Restore;
import ai.leadmetrics.protocol.tenancy.TenantCommand.ScheduleErasure;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateProfile;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateSettings;
import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.protocol.tenancy.TenantEvent.CancellationPlanned;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Cancelled;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Erased;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ErasureScheduled;
import ai.leadmetrics.protocol.tenancy.TenantEvent.FellPastDue;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Frozen;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ProfileUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.SettingsUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.StepFinished;
import ai.leadmetrics.protocol.tenancy.TenantEvent.TenantRegistered;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantSettings;
import ai.leadmetrics.protocol.tenancy.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {
  private static final Instant AT = Instant.parse("2026-02-28T10:00:00Z");
  private static final Instant LATER = AT.plus(Duration.ofDays(30));
  private static final BusinessProfile INN = profile("Inn");
  private static final BusinessProfile OTHER = profile("Other");
  private static final TenantRegistered REGISTERED =
      new TenantRegistered(INN, TenantState.ONBOARDING, AT);

  private static Given<TenantCommand, TenantEvent, TenantFacts> inn() {
    return given(new Tenant(), REGISTERED);
  }

  private static Given<TenantCommand, TenantEvent, TenantFacts> active() {
    return inn().after(new CompleteOnboarding(AT));
  }

  @Test
  void registersOnceUnderOneProfile() {
    given(new Tenant())
        .when(new Register(INN, AT))
        .then(REGISTERED)
        .state(facts -> facts.state() == TenantState.ONBOARDING);
    inn().when(new Register(INN, LATER)).thenNothing();
    inn().when(new Register(OTHER, AT)).thenRefused(TenancyError.TENANT_EXISTS);
  }

  @Test
  void whoWasRegisteredBeforeThereWasALifeCycleIsActive() {
    var old = given(new Tenant(), new TenantRegistered(INN, null, null));
    assertThat(old.state().state()).isEqualTo(TenantState.ACTIVE);
    assertThat(new TenantFacts(INN, null, null, null).state()).isEqualTo(TenantState.ACTIVE);
  }

  @Test
  void updatesWhatChanged() {
    inn().when(new UpdateProfile(OTHER)).then(new ProfileUpdated(OTHER));
    inn().when(new UpdateProfile(INN)).thenNothing();
    given(new Tenant()).when(new UpdateProfile(INN)).thenRefused(TenancyError.TENANT_NOT_FOUND);
  }

  @Test
  void changesThePartsOfTheSettingsThatAreGivenAndNoOthers() {
    var voice = TenantSettings.of(new BrandVoice(List.of("warm"), List.of(), List.of(), List.of()));
    var info = TenantSettings.of(business("32ABCCE1234F1ZB", "ABCCE1234F"));
    var said = inn().after(new UpdateSettings(voice));
    said.when(new UpdateSettings(info))
        .then(new SettingsUpdated(info))
        .state(facts -> facts.settings().equals(voice.with(info)));
    said.when(new UpdateSettings(voice)).thenNothing();
  }

  @Test
  void changesWhatIsNamedOfTheProfileAndLeavesTheRest() {
    var change = new ProfileChange(null, null, "Asia/Dubai", null, null);
    inn()
        .when(new UpdateSettings(change, TenantSettings.NONE))
        .then(
            new ProfileUpdated(
                new BusinessProfile("Inn", "hotel", "Asia/Dubai", "warm", List.of())));
    assertThatThrownBy(
            () ->
                new UpdateSettings(
                    new ProfileChange(" ", null, "Mars/Olympus", null, null), TenantSettings.NONE))
        .hasMessageContaining("name")
        .hasMessageContaining("timeZone");
  }

  @Test
  void refusesSettingsThatCannotBe() {
    assertThat(TenantSettings.of(business("32ABCCE1234F1ZB", "ZZZCZ1234F")).problems())
        .containsOnlyKeys("pan");
    assertThatThrownBy(() -> new UpdateSettings(TenantSettings.of(business("32", null))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gstin");
    var endless = java.util.Collections.nCopies(31, "word");
    assertThat(
            TenantSettings.of(new BrandVoice(List.of(), endless, List.of(), List.of())).problems())
        .containsOnlyKeys("use");
  }

  @Test
  void remembersTheStepsOfTheOnboarding() {
    var voiced = inn().after(new FinishStep(OnboardingStep.VOICE, StepOutcome.SKIPPED, AT));
    voiced.when(new FinishStep(OnboardingStep.VOICE, StepOutcome.SKIPPED, LATER)).thenNothing();
    voiced
        .when(new FinishStep(OnboardingStep.VOICE, StepOutcome.DONE, AT))
        .then(new StepFinished(OnboardingStep.VOICE, StepOutcome.DONE, AT))
        .state(facts -> facts.steps().equals(Map.of(OnboardingStep.VOICE, StepOutcome.DONE)));
    active().when(new FinishStep(OnboardingStep.VOICE, StepOutcome.DONE, AT)).thenNothing();
  }

  @Test
  void walksFromAFailedPaymentToFrozenAndBack() {
    var due = active().after(new MarkPastDue(AT));
    assertThat(due.state().state()).isEqualTo(TenantState.PAST_DUE);
    due.when(new MarkPastDue(LATER)).thenNothing();
    var frozen = due.after(new Freeze("unpaid", LATER));
    assertThat(frozen.state().state()).isEqualTo(TenantState.FROZEN);
    frozen.when(new Freeze("again", LATER)).thenNothing();
    assertThat(frozen.after(new Restore(LATER)).state().state()).isEqualTo(TenantState.ACTIVE);
    active().when(new Restore(AT)).thenNothing();
  }

  @Test
  void aFrozenTenantIsStillFrozenWhenItsPauseEnds() {
    var both = active().after(new Freeze("unpaid", AT)).after(new Pause("abuse", AT));
    assertThat(both.state().state()).isEqualTo(TenantState.PAUSED);
    assertThat(both.after(new Activate(LATER)).state().state()).isEqualTo(TenantState.FROZEN);
    active().when(new Activate(AT)).thenNothing();
  }

  @Test
  void worksOnUntilItsCancellationTakesEffect() {
    var planned = active().after(new Cancel(AT, LATER));
    planned.when(new Cancel(AT, LATER)).thenNothing();
    assertThat(planned.state().state()).isEqualTo(TenantState.ACTIVE);
    assertThat(planned.state().standing().endsAt()).isEqualTo(LATER);
    planned.when(new Cancel(LATER, LATER)).then(new Cancelled(LATER));
    assertThat(planned.after(new Activate(LATER)).state().standing().endsAt()).isNull();
    active().when(new Cancel(AT, LATER)).then(new CancellationPlanned(AT, LATER));
  }

  /** Its plan may come again from the broker, or fire while it is being moved. */
  @Test
  void theClockEndsOnlyWhatIsStillPlanned() {
    var planned = active().after(new Cancel(AT, LATER));
    planned.when(new EndAsPlanned(AT)).thenNothing();
    planned.when(new EndAsPlanned(LATER)).then(new Cancelled(LATER));
    planned.after(new EndAsPlanned(LATER)).when(new EndAsPlanned(LATER)).thenNothing();
    planned.after(new Activate(AT)).when(new EndAsPlanned(LATER)).thenNothing();
    planned.after(new Cancel(AT, LATER.plusSeconds(9))).when(new EndAsPlanned(LATER)).thenNothing();
    active().when(new EndAsPlanned(LATER)).thenNothing();
  }

  @Test
  void isErasedWhenItsTimeHasComeAndNotBefore() {
    active().when(new ScheduleErasure(AT, LATER)).thenRefused(TenancyError.NOT_CANCELLED);
    active().when(new Erase(AT)).thenRefused(TenancyError.NOT_CANCELLED);
    var waiting = active().after(new Cancel(AT, AT)).after(new ScheduleErasure(AT, LATER));
    waiting.when(new ScheduleErasure(AT, LATER)).thenNothing();
    waiting.when(new Erase(LATER.minusSeconds(1))).thenRefused(TenancyError.TOO_EARLY);
    var erased = waiting.when(new Erase(LATER)).then(new Erased(LATER)).events();
    var gone = waiting.and(erased);
    assertThat(gone.state().settings()).isEqualTo(TenantSettings.NONE);
    assertThat(gone.state().profile().name()).isEmpty();
    gone.when(new Erase(LATER)).thenNothing();
    gone.when(new Activate(LATER)).thenRefused(TenancyError.TENANT_ERASED);
    gone.when(new Register(INN, LATER)).thenRefused(TenancyError.TENANT_ERASED);
  }

  @Test
  void takesBackACancellationThatWasNotCarriedOut() {
    var waiting = active().after(new Cancel(AT, AT)).after(new ScheduleErasure(AT, LATER));
    waiting.when(new MarkPastDue(AT)).thenNothing();
    var back = waiting.after(new Activate(LATER));
    assertThat(back.state().state()).isEqualTo(TenantState.ACTIVE);
    back.when(new Erase(LATER)).thenRefused(TenancyError.NOT_CANCELLED);
    active()
        .after(new Cancel(AT, AT))
        .when(new ScheduleErasure(AT, LATER))
        .then(new ErasureScheduled(AT, LATER));
    active().when(new MarkPastDue(AT)).then(new FellPastDue(AT));
    active().when(new Freeze("unpaid", AT)).then(new Frozen("unpaid", AT));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingBringsAnErasedTenantBackAndNothingErasesItTooEarly(long seed) {
    var random = new Random(seed);
    var tenant = new Tenant();
    for (int story = 0; story < 300; story++) {
      var facts = tenant.evolve(tenant.initial(), REGISTERED);
      var now = AT;
      for (int step = 0; step < 40; step++) {
        now = now.plus(Duration.ofDays(random.nextInt(11)));
        var before = facts;
        var decision = tenant.decide(facts, any(random, now));
        if (decision instanceof ai.leadmetrics.entities.kit.Decision.Accepted(var events)) {
          for (var event : events) {
            facts = tenant.evolve(facts, event);
          }
        }
        if (before.state() == TenantState.ERASED) {
          assertThat(facts).isEqualTo(before);
        } else if (facts.state() == TenantState.ERASED) {
          assertThat(before.state()).isEqualTo(TenantState.CANCELLED);
          assertThat(before.standing().eraseAt()).isBeforeOrEqualTo(now);
        }
      }
    }
  }

  private static TenantCommand any(Random random, Instant now) {
    return switch (random.nextInt(10)) {
      case 0 -> new CompleteOnboarding(now);
      case 1 -> new MarkPastDue(now);
      case 2 -> new Freeze("unpaid", now);
      case 3 -> new Restore(now);
      case 4 -> new Pause("abuse", now);
      case 5 -> new Activate(now);
      case 6 -> new Cancel(now, now.plus(Duration.ofDays(random.nextInt(3))));
      case 7 -> new ScheduleErasure(now, now.plus(Duration.ofDays(random.nextInt(20))));
      case 8 -> new Erase(now);
      case 9 -> new EndAsPlanned(now);
      default -> new UpdateProfile(random.nextBoolean() ? INN : OTHER);
    };
  }

  private static BusinessInfo business(
      String gstin, @org.jspecify.annotations.Nullable String pan) {
    return new BusinessInfo(
        "Inn Ltd", null, null, "Kerala", null, "IN", gstin, pan, null, null, null);
  }

  private static BusinessProfile profile(String name) {
    return new BusinessProfile(name, "hotel", "Asia/Kolkata", "warm", List.of());
  }
}
