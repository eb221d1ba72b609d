package ai.leadmetrics.entities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.tenancy.TeamCommand;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Author;
import ai.leadmetrics.protocol.tenancy.TeamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ten people do to each other in whatever order, somebody is in charge. */
class TeamInterleavingTest {
  private static final int STEPS = 3_000;
  private static final int SEATS = 7;
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<Role> ROLES =
      Arrays.stream(Role.values())
          .filter(role -> !TeamCommand.NOT_FOR_TEAMS.contains(role))
          .toList();

  private final Team team = new Team();
  private Instant now = START;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_261_121, 77, 1_000_003})
  void thereIsAlwaysAnOwnerAndAnAdmin(long seed) {
    var random = new Random(seed);
    var state = step(team.initial(), new TeamCommand.FoundTeam(user(random)));
    int changes = 0;
    for (int i = 0; i < STEPS; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(240)));
      var next = step(state, any(state, random));
      changes += next.equals(state) ? 0 : 1;
      state = next;
      assertInvariants(state);
    }
    assertThat(changes).as("the walk gets somewhere").isGreaterThan(STEPS / 20);
  }

  private TeamState step(TeamState state, TeamCommand command) {
    return switch (team.decide(state, command)) {
      case Decision.Accepted<TeamEvent>(var events) -> {
        var next = state;
        for (var event : events) {
          next = team.evolve(next, event);
        }
        yield next;
      }
      case Decision.Rejected<TeamEvent> _ -> state;
    };
  }

  private static void assertInvariants(TeamState state) {
    assertThat(state.owner()).isNotNull();
    assertThat(state.members()).containsEntry(state.owner(), Role.ADMIN);
    assertThat(state.members().values()).isSubsetOf(ROLES);
    assertThat(state.members()).hasSizeLessThanOrEqualTo(SEATS);
    assertThat(state.invitations()).hasSizeLessThanOrEqualTo(TeamState.MAX_INVITATIONS);
  }

  private TeamCommand any(TeamState state, Random random) {
    var by = random.nextInt(8) == 0 ? Author.operator("user_op") : Author.member(user(random));
    var until = now.plus(Duration.ofDays(1));
    return switch (random.nextInt(8)) {
      case 0 ->
          new TeamCommand.Invite(
              invitation(random), mail(random), role(random), "h", by, SEATS, now, until);
      case 1 ->
          new TeamCommand.AcceptInvitation(known(state, random), "h", user(random), SEATS, now);
      case 2 -> new TeamCommand.ChangeRole(user(random), role(random), by);
      case 3 -> new TeamCommand.Remove(user(random), by);
      case 4 -> new TeamCommand.Leave(user(random));
      case 5 -> new TeamCommand.TransferOwnership(user(random), by);
      case 6 -> new TeamCommand.RenewInvitation(known(state, random), "h", by, now, until);
      default -> new TeamCommand.RevokeInvitation(known(state, random), by);
    };
  }

  private static String known(TeamState state, Random random) {
    var ids = List.copyOf(state.invitations().keySet());
    return ids.isEmpty() ? "invt_none" : ids.get(random.nextInt(ids.size()));
  }

  private static String user(Random random) {
    return "user_" + random.nextInt(10);
  }

  private static String invitation(Random random) {
    return "invt_" + random.nextInt(1_000_000);
  }

  private static String mail(Random random) {
    return random.nextInt(12) + "@lotus.example";
  }

  private static Role role(Random random) {
    return ROLES.get(random.nextInt(ROLES.size()));
  }
}
