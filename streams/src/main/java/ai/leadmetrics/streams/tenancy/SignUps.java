package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.streams.kit.Job;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Forgets sign-ups that nobody came back to. */
public final class SignUps {
  public static final Job.Recurring CLEAN_UP =
      new Job.Recurring(
          "tenancy.sign-ups.clean-up",
          "Forgets sign-ups that nobody came back to.",
          new Job.Rhythm.Daily(LocalTime.of(2, 40), ZoneOffset.UTC),
          (platform, now) ->
              new SignUpStore(platform.database())
                  .forgetOlderThan(
                      now.minus(
                          platform.config().getDuration("leadmetrics.tenancy.sign-up-kept"))));

  private SignUps() {}
}
