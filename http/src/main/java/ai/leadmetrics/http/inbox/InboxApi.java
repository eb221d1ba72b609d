package ai.leadmetrics.http.inbox;

import ai.leadmetrics.entities.kit.Reply.Done;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationDetail;
import ai.leadmetrics.protocol.inbox.ConversationSummary;
import ai.leadmetrics.protocol.inbox.InboxError;
import ai.leadmetrics.protocol.inbox.InboxFilter;
import ai.leadmetrics.protocol.inbox.Message;
import ai.leadmetrics.protocol.inbox.ReplyRoute;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.inbox.ReplyWay;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.inbox.InboxQueries;
import ai.leadmetrics.streams.inbox.ReplyRoutes;
import ai.leadmetrics.streams.kit.Outcome;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Conversations: list, thread, who owns them, replies. */
public final class InboxApi {
  private static final String PATH = "/api/v1/conversations";
  private static final String ONE = PATH + "/{id}";

  private final InboxQueries queries;
  private final ReplyRoutes routes;
  private final Commands commands;
  private final Clock clock;

  public InboxApi(InboxQueries queries, ReplyRoutes routes, Commands commands, Clock clock) {
    this.routes = routes;
    this.queries = queries;
    this.commands = commands;
    this.clock = clock;
  }

  record ListConversations(
      @Query(otherwise = "all") InboxFilter view,
      @Query(doc = "Part of a name, phone number or e-mail address") @Nullable @Size(max = 100)
          String q,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneConversation(@Path String id) {}

  record ListMessages(
      @Path String id,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record Reply(@Path String id, @Body ReplyRequest body) {}

  record ReplyRequest(@NotBlank @Size(max = ConversationCommand.MAX_REPLY) String text) {}

  record ReplyAccepted(String messageId) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listConversations", "Conversations, the latest message first")
            .tenant(Permission.INBOX_READ)
            .takes(ListConversations.class)
            .pages(ConversationSummary.class, this::list),
        Endpoint.get(ONE, "getConversation", "One conversation with its contact and lead")
            .tenant(Permission.INBOX_READ)
            .takes(OneConversation.class)
            .answers(ConversationDetail.class, this::one),
        Endpoint.get(ONE + "/messages", "listMessages", "Its messages, the newest first")
            .tenant(Permission.INBOX_READ)
            .takes(ListMessages.class)
            .pages(Message.class, this::messages),
        Endpoint.post(ONE + "/take-over", "takeOver", "Answer yourself; the AI falls silent")
            .tenant(Permission.INBOX_REPLY)
            .takes(OneConversation.class)
            .does(this::takeOver),
        Endpoint.post(ONE + "/hand-back", "handBack", "Let the AI answer again")
            .tenant(Permission.INBOX_REPLY)
            .takes(OneConversation.class)
            .does(
                (caller, request) ->
                    send(caller, request.id(), new ConversationCommand.HandBack(caller.user()))),
        Endpoint.post(ONE + "/spam", "markAsSpam", "Keep it apart as spam; the AI falls silent")
            .tenant(Permission.INBOX_REPLY)
            .takes(OneConversation.class)
            .does(this::markAsSpam),
        Endpoint.post(
                ONE + "/not-spam",
                "markAsNotSpam",
                "Back into the inbox for good; its person is a lead and is answered")
            .tenant(Permission.INBOX_REPLY)
            .takes(OneConversation.class)
            .does(
                (caller, request) ->
                    send(
                        caller,
                        request.id(),
                        new ConversationCommand.MarkAsNotSpam(caller.user()))),
        Endpoint.post(ONE + "/read", "markRead", "Nothing is unread any more")
            .tenant(Permission.INBOX_READ)
            .unaudited()
            .takes(OneConversation.class)
            .does(
                (caller, request) ->
                    send(caller, request.id(), new ConversationCommand.MarkRead(caller.user()))),
        Endpoint.post(ONE + "/replies", "reply", "Reply as a human, which takes it over")
            .tenant(Permission.INBOX_REPLY)
            .takes(Reply.class)
            .accepts(ReplyAccepted.class, this::reply));
  }

  private CompletionStage<Page<ConversationSummary>> list(
      Caller.OfTenant caller, ListConversations request) {
    return queries.conversations(
        caller.tenant(), request.view(), request.q(), request.limit(), request.cursor());
  }

  private CompletionStage<ConversationDetail> one(Caller.OfTenant caller, OneConversation request) {
    var id = conversation(caller, request.id());
    return queries
        .conversation(id.tenant(), id.local())
        .thenApply(Found::require)
        .thenCompose(
            detail ->
                routes
                    .find(id.tenant(), id.local(), 0)
                    .thenApply(
                        route ->
                            detail.answeredBy(
                                route
                                    .map(
                                        way ->
                                            new ReplyWay(way.kind(), way.address(), way.template()))
                                    .orElse(null))));
  }

  private CompletionStage<Page<Message>> messages(Caller.OfTenant caller, ListMessages request) {
    var id = conversation(caller, request.id());
    return queries
        .conversation(id.tenant(), id.local())
        .thenApply(Found::require)
        .thenCompose(
            _ -> queries.messages(id.tenant(), id.local(), request.limit(), request.cursor()));
  }

  private CompletionStage<Done> takeOver(Caller.OfTenant caller, OneConversation request) {
    var name = caller.caller().session().name();
    return send(caller, request.id(), new ConversationCommand.TakeOver(caller.user(), name));
  }

  private CompletionStage<Done> markAsSpam(Caller.OfTenant caller, OneConversation request) {
    var name = caller.caller().session().name();
    return send(caller, request.id(), new ConversationCommand.MarkAsSpam(caller.user(), name));
  }

  /** The message's id follows from the command's, so a repeated request answers the same. */
  private CompletionStage<ReplyAccepted> reply(Caller.OfTenant caller, Reply request) {
    var id = conversation(caller, request.id());
    var message = Ids.derived(Kind.MESSAGE, id.key(), caller.command());
    int length = request.body().text().length();
    return routes
        .find(id.tenant(), id.local(), length)
        .thenCompose(
            route ->
                route.isEmpty() && length > ReplyTemplate.LEAST_ROOM
                    ? shorter(id)
                    : CompletableFuture.completedFuture(route))
        .thenCompose(route -> unobstructed(id, route))
        .thenCompose(
            route ->
                commands.send(
                    caller,
                    id,
                    new ConversationCommand.ReplyAsHuman(
                        message,
                        caller.user(),
                        caller.caller().session().name(),
                        request.body().text(),
                        route.orElse(null),
                        clock.instant())))
        .thenApply(_ -> new ReplyAccepted(message));
  }

  /** There is no way for this reply; perhaps there is one for a shorter. */
  private CompletionStage<Optional<ReplyRoute>> shorter(EntityId id) {
    return routes
        .find(id.tenant(), id.local(), 0)
        .thenApply(
            route -> {
              if (route.isPresent()) {
                throw new ProblemException(InboxError.REPLY_TOO_LONG);
              }
              return route;
            });
  }

  /** The conversation's own channel only matters where it carries the answer, as e-mail does. */
  private CompletionStage<Optional<ReplyRoute>> unobstructed(
      EntityId id, Optional<ReplyRoute> route) {
    if (route.filter(way -> way.kind() != ChannelKind.EMAIL).isPresent()) {
      return CompletableFuture.completedFuture(route);
    }
    return queries
        .obstacle(id.tenant(), id.local())
        .thenApply(
            obstacle -> {
              obstacle.map(InboxApi::refusal).ifPresent(InboxApi::refuse);
              return route;
            });
  }

  /** A person is told at once, instead of finding out later that nothing went out. */
  private static TenancyError refusal(String obstacle) {
    return switch (obstacle) {
      case Outcome.CHANNEL_PAUSED -> TenancyError.CHANNEL_PAUSED;
      case Outcome.CHANNEL_CREDENTIALS -> TenancyError.CHANNEL_BROKEN;
      default -> TenancyError.CHANNEL_GONE;
    };
  }

  private static void refuse(TenancyError why) {
    throw new ProblemException(why);
  }

  private CompletionStage<Done> send(
      Caller.OfTenant caller, String id, ConversationCommand command) {
    return commands.send(caller, conversation(caller, id), command);
  }

  private static EntityId conversation(Caller.OfTenant caller, String id) {
    return caller.entity(Kind.CONVERSATION, id);
  }
}
