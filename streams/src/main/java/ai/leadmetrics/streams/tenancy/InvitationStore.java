package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.MailStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/** Makes the links of invitations, mails them, and finds what a link belongs to. */
public final class InvitationStore {
  private final TeamQueries queries;
  private final MailStore mails;
  private final Database database;

  public InvitationStore(Platform platform) {
    this.queries = new TeamQueries(platform.database());
    this.mails = new MailStore(platform);
    this.database = platform.database();
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
   * @param by the user who invites; whoever has no account yet is written in their language
   * @param inviter a name
   * @param business a name
   */
  public record Letter(
      TenantId tenant, String email, Role role, String by, String inviter, String business) {}

  public CompletionStage<Done> send(Letter letter, Link link) {
    var role = letter.role.wire().replace('_', ' ').toLowerCase(Locale.ROOT);
    return database.transact(
        handle -> {
          mails.queue(handle, mail(letter, link, role, language(handle, letter)));
          return Done.getInstance();
        });
  }

  private static String language(Handle handle, Letter letter) {
    return handle
        .createQuery(
            "select language from core.app_user where lower(email) = lower(:email) or id = :by"
                + " order by id = :by limit 1")
        .bind("email", letter.email)
        .bind("by", letter.by)
        .mapTo(String.class)
        .findOne()
        .orElse("en");
  }

  private static Mail mail(Letter letter, Link link, String role, String language) {
    return new Mail(
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
        language);
  }
}
