package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.MailStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Makes the links of invitations, mails them, and finds what a link belongs to. */
public final class InvitationStore {
  private final TeamQueries queries;
  private final MailStore mails;

  public InvitationStore(Platform platform) {
    this.queries = new TeamQueries(platform.database());
    this.mails = new MailStore(platform);
  }

  /**
   * A link nobody can guess.
   *
   * @param token for the mail, and nowhere else
   * @param hash for everything else
   */
  public record Link(String token, String hash) {
    @Override
    public String toString() {
      return "link " + hash;
    }
  }

  public Link newLink() {
    var token = InvitationLink.next();
    return new Link(token, InvitationLink.hash(token));
  }

  /** The invitation of a link, whatever became of it. */
  public CompletionStage<Optional<TeamQueries.Linked>> linked(String token) {
    return queries.linked(InvitationLink.hash(token));
  }

  /** The hash a link is known by. */
  public String hash(String token) {
    return InvitationLink.hash(token);
  }

  /**
   * What the mail says.
   *
   * @param inviter a name
   * @param business a name
   */
  public record Letter(TenantId tenant, String email, Role role, String inviter, String business) {}

  public CompletionStage<Done> send(Letter letter, Link link) {
    var role = letter.role.wire().replace('_', ' ').toLowerCase(Locale.ROOT);
    return mails.queue(
        new Mail(
            "invitation:" + link.hash,
            letter.tenant,
            letter.email,
            letter.email,
            "invitation",
            Map.of(
                "inviter",
                letter.inviter,
                "business",
                letter.business,
                "role",
                role,
                "link",
                "/invitation?token=" + link.token),
            "en"));
  }
}
