package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.tenancy.TeamEvent;
import ai.leadmetrics.protocol.tenancy.TeamEvent.InvitationRenewed;
import ai.leadmetrics.protocol.tenancy.TeamEvent.InvitationRevoked;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberInvited;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberJoined;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberLeft;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberRemoved;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberRoleChanged;
import ai.leadmetrics.protocol.tenancy.TeamEvent.OperatorEntered;
import ai.leadmetrics.protocol.tenancy.TeamEvent.OperatorLeft;
import ai.leadmetrics.protocol.tenancy.TeamEvent.OwnershipTransferred;
import ai.leadmetrics.protocol.tenancy.TeamEvent.TeamFounded;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.Rows;
import ai.leadmetrics.streams.kit.View;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What happened in each team. */
public final class TeamView implements View {
  private static final List<String> TYPES =
      List.of("text", "int8", "timestamptz", "text", "text", "text", "text", "text");

  @Override
  public String name() {
    return "team";
  }

  @Override
  public List<String> contexts() {
    return List.of("tenancy");
  }

  private record About(String subject, @Nullable String before, @Nullable String after) {}

  @Override
  public void apply(Handle handle, List<EventRecord> batch) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (var record : batch) {
      if (record.event() instanceof TeamEvent event) {
        var about = about(event);
        rows.add(
            new @Nullable Object[] {
              record.id().tenant().value(),
              record.seq(),
              record.recorded().at(),
              record.recorded().by(),
              EventCodec.typeName(event.getClass()),
              about.subject,
              about.before,
              about.after
            });
      }
    }
    Rows.write(
        handle,
        "insert into activity (tenant, seq, at, by, type, subject, before, after)"
            + " select * from :rows as r",
        TYPES,
        rows);
  }

  private static About about(TeamEvent event) {
    return switch (event) {
      case TeamFounded(var owner) -> new About(owner, null, Role.ADMIN.wire());
      case MemberInvited(_, var email, var role, _, _, _) -> new About(email, null, role.wire());
      case InvitationRenewed(_, var email, _, _) -> new About(email, null, null);
      case InvitationRevoked(_, var email) -> new About(email, null, null);
      case MemberJoined(var user, var role, _) -> new About(user, null, role.wire());
      case MemberRoleChanged(var user, var from, var to) -> new About(user, from.wire(), to.wire());
      case MemberRemoved(var user, var role) -> new About(user, role.wire(), null);
      case MemberLeft(var user, var role) -> new About(user, role.wire(), null);
      case OwnershipTransferred(_, var to) -> new About(to, null, null);
      case OperatorEntered(_, var operator, _, var reason, _) -> new About(operator, null, reason);
      case OperatorLeft(_, var operator) -> new About(operator, null, null);
    };
  }

  @Override
  public List<LiveNotice> notices(EventRecord record) {
    return record.event() instanceof TeamEvent event
        ? List.of(
            new LiveNotice(
                record.id().tenant(),
                "team",
                EventCodec.typeName(event.getClass()),
                record.id().local(),
                record.position()))
        : List.of();
  }
}
