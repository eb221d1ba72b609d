package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.identity.Permission;
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
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.util.List;
import java.util.Map;

/** Who joins a team, an operator who works within a business, and roles that have changed. */
final class TeamNotices implements NoticeSource {
  @Override
  public String context() {
    return "tenancy";
  }

  @Override
  public Class<?> events() {
    return TeamEvent.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    return switch ((TeamEvent) record.event()) {
      case OperatorEntered(_, _, var name, var reason, _) ->
          List.of(
              new Notice(
                      record.id().tenant(),
                      new Audience.Holding(Permission.TEAM_MANAGE),
                      "operator-entered",
                      Map.of("operator", name, "reason", reason),
                      "/settings/audit")
                  .dated("at", record.recorded().at()));
      case MemberRoleChanged(var user, var from, var to) ->
          List.of(
              new Notice(
                  record.id().tenant(),
                  new Audience.User(user),
                  "role-changed",
                  Map.of("before", spoken(from.wire()), "role", spoken(to.wire())),
                  "/settings/team"));
      // Whom the system took in, nobody has waited for.
      case MemberJoined(var user, var role, var invitation) ->
          invitation == null
              ? List.of()
              : List.of(
                  new Notice(
                          record.id().tenant(),
                          new Audience.Holding(Permission.TEAM_MANAGE),
                          "member-joined",
                          Map.of("role", spoken(role.wire())),
                          "/settings/team")
                      .about(user));
      case TeamFounded _,
          MemberInvited _,
          InvitationRenewed _,
          InvitationRevoked _,
          MemberRemoved _,
          MemberLeft _,
          OwnershipTransferred _,
          OperatorLeft _ ->
          List.of();
    };
  }

  private static String spoken(String role) {
    return role.replace('_', ' ');
  }
}
