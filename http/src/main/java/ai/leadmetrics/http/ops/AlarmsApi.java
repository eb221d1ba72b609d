package ai.leadmetrics.http.ops;

import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.ops.Alarm;
import ai.leadmetrics.streams.ops.AlarmStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators have to look at: forged deliveries, money that does not add up. */
public final class AlarmsApi {
  private static final String PATH = "/api/v1/ops/alarms";

  private final AlarmStore alarms;

  public AlarmsApi(AlarmStore alarms) {
    this.alarms = alarms;
  }

  record ListAlarms(
      @Query(otherwise = "true") boolean open,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneAlarm(@Path String id) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listAlarms", "Alarms, the latest first")
            .platform(Permission.OPS_READ)
            .takes(ListAlarms.class)
            .pages(
                Alarm.class,
                (_, request) -> alarms.list(request.open(), request.limit(), request.cursor())),
        Endpoint.post(PATH + "/{id}/acknowledge", "acknowledgeAlarm", "Somebody looks after it")
            .platform(Permission.OPS_MANAGE)
            .takes(OneAlarm.class)
            .does(
                (caller, request) ->
                    alarms
                        .acknowledge(request.id(), caller.user())
                        .thenApply(
                            found -> {
                              if (!found) {
                                throw new ProblemException(CommonError.NOT_FOUND);
                              }
                              return true;
                            })));
  }
}
