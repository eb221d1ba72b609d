package ai.leadmetrics.http.notifications;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.protocol.notifications.MailTemplate;
import ai.leadmetrics.protocol.notifications.OutboxMail;
import ai.leadmetrics.protocol.notifications.SuppressedAddress;
import ai.leadmetrics.streams.notifications.OutboxStore;
import ai.leadmetrics.streams.notifications.TemplateStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Mail as operators of the platform see it: templates, the outbox, addresses given up. */
public final class MailApi {
  private static final String PATH = "/api/v1/manage/mail";
  private static final String LANGUAGE = "[a-z]{2}";

  private final TemplateStore templates;
  private final OutboxStore outbox;

  public MailApi(TemplateStore templates, OutboxStore outbox) {
    this.templates = templates;
    this.outbox = outbox;
  }

  record OneTemplate(
      @Path String name, @Query(otherwise = "en") @Pattern(regexp = LANGUAGE) String language) {}

  record SendTestMail(@Path String name, @Body TestMail body) {}

  record TestMail(@Size(max = 254) String to, @Pattern(regexp = LANGUAGE) String language) {}

  record ListMails(
      @Query OutboxMail.@Nullable State state,
      @Query(doc = "Part of an address") @Nullable @Size(max = 100) String to,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneMail(@Path String id) {}

  record ListSuppressed(
      @Query(otherwise = "50") @Min(1) @Max(200) int limit, @Query @Nullable String cursor) {}

  record OneAddress(@Path String address) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH + "/templates", "listMailTemplates", "Every mail the platform can write")
            .platform(Permission.TEMPLATES_MANAGE)
            .pages(MailTemplate.class, (_, _) -> done(new Page<>(templates.list(), null))),
        Endpoint.get(PATH + "/templates/{name}", "previewMail", "One, with made-up values")
            .platform(Permission.TEMPLATES_MANAGE)
            .takes(OneTemplate.class)
            .answers(
                MailTemplate.Preview.class,
                (_, request) ->
                    done(Found.require(templates.preview(request.name(), request.language())))),
        Endpoint.post(PATH + "/templates/{name}/test", "sendTestMail", "Send it to an address")
            .platform(Permission.TEMPLATES_MANAGE)
            .takes(SendTestMail.class)
            .accepts(this::test),
        Endpoint.get(PATH + "/outbox", "listMails", "What became of mail, the latest first")
            .platform(Permission.TEMPLATES_MANAGE)
            .takes(ListMails.class)
            .pages(
                OutboxMail.class,
                (_, request) ->
                    outbox.list(request.state(), request.to(), request.limit(), request.cursor())),
        Endpoint.post(PATH + "/outbox/{id}/retry", "retryMail", "Send one that did not go out")
            .platform(Permission.TEMPLATES_MANAGE)
            .takes(OneMail.class)
            .accepts((_, request) -> retry(request.id())),
        Endpoint.get(PATH + "/suppressed", "listSuppressed", "Addresses that nothing arrives at")
            .platform(Permission.TEMPLATES_MANAGE)
            .takes(ListSuppressed.class)
            .pages(
                SuppressedAddress.class,
                (_, request) -> outbox.suppressed(request.limit(), request.cursor())),
        Endpoint.delete(PATH + "/suppressed/{address}", "liftSuppression", "Write to it again")
            .platform(Permission.TEMPLATES_MANAGE)
            .takes(OneAddress.class)
            .does((_, request) -> outbox.lift(request.address()).thenApply(Found::require)));
  }

  private CompletionStage<Boolean> test(Caller caller, SendTestMail request) {
    var to = request.body().to();
    if (!MailAddress.isValid(to)) {
      throw ProblemException.invalid("to", "invalid", "is not an e-mail address");
    }
    return templates
        .test(
            caller.command(),
            request.name(),
            request.body().language(),
            to,
            caller.session().name())
        .thenApply(Found::require);
  }

  private CompletionStage<Boolean> retry(String id) {
    return outbox
        .retry(id)
        .thenApply(
            rejection -> {
              if (rejection.isPresent()) {
                throw new ProblemException(rejection.get());
              }
              return true;
            });
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
