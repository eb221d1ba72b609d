package ai.leadmetrics.entities.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Author;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a team and who is invited.
 *
 * @param owner absent until the team is founded; always a member and an admin
 * @param members roles by user, at most {@link #MAX_MEMBERS}
 * @param invitations open ones by id, at most {@link #MAX_INVITATIONS}
 */
public record TeamState(
    @Nullable String owner, Map<String, Role> members, Map<String, Invitation> invitations) {
  static final int MAX_MEMBERS = 500;
  static final int MAX_INVITATIONS = 200;
  static final TeamState NONE = new TeamState(null, Map.of(), Map.of());

  /** An invitation nobody has taken up yet. */
  public record Invitation(String email, Role role, String tokenHash, Instant expiresAt) {
    boolean isOpen(Instant at) {
      return expiresAt.isAfter(at);
    }
  }

  /** The role an author acts in; absent where they do not belong here. */
  @Nullable Role roleOf(Author author) {
    return author.operator() ? Role.ADMIN : members.get(author.user());
  }

  boolean isOwner(String user) {
    return user.equals(owner);
  }

  long open(Instant at) {
    return invitations.values().stream().filter(invitation -> invitation.isOpen(at)).count();
  }

  TeamState owned(String by) {
    return with(by, Role.ADMIN).ownedBy(by);
  }

  private TeamState ownedBy(String user) {
    return new TeamState(user, members, invitations);
  }

  TeamState with(String user, Role role) {
    var next = new LinkedHashMap<>(members);
    next.put(user, role);
    return new TeamState(owner, next, invitations);
  }

  TeamState without(String user) {
    var next = new LinkedHashMap<>(members);
    next.remove(user);
    return new TeamState(owner, next, invitations);
  }

  TeamState invited(String id, Invitation invitation) {
    var next = new LinkedHashMap<>(invitations);
    next.put(id, invitation);
    return new TeamState(owner, members, next);
  }

  TeamState renewed(String id, String tokenHash, Instant expiresAt) {
    var next = new LinkedHashMap<>(invitations);
    next.computeIfPresent(
        id, (_, known) -> new Invitation(known.email(), known.role(), tokenHash, expiresAt));
    return new TeamState(owner, members, next);
  }

  TeamState uninvited(@Nullable String id) {
    var next = new LinkedHashMap<>(invitations);
    next.remove(id);
    return new TeamState(owner, members, next);
  }

  /** Without the invitations that have expired: nobody can take them up any more. */
  TeamState forgetting(Instant at) {
    var next = new LinkedHashMap<>(invitations);
    next.values().removeIf(invitation -> !invitation.isOpen(at));
    return new TeamState(owner, members, next);
  }
}
