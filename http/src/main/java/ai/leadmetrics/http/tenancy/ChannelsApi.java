package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.identity.OwnAccount;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.Problem.FieldError;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Trail;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.Limit;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.inbox.Channel;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.messaging.ChannelSetup;
import ai.leadmetrics.streams.tenancy.ChannelStore.Created;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Connects, changes and disconnects channels; their secrets go in and never come out. */
public final class ChannelsApi {
  private static final String PATH = "/api/v1/channels";
  private static final String ONE = PATH + "/{id}";

  private final ChannelSetup channels;
  private final EntitlementStore entitlements;
  private final OwnAccount account;

  public ChannelsApi(ChannelSetup channels, EntitlementStore entitlements, OwnAccount account) {
    this.channels = channels;
    this.entitlements = entitlements;
    this.account = account;
  }

  /**
   * @param phoneNumberId WhatsApp: Meta's id of the number
   * @param appSecret what deliveries are signed with
   * @param verifyToken WhatsApp: what Meta sends to try out the webhook
   * @param accessToken WhatsApp: for sending
   */
  record CreateChannelRequest(
      ChannelKind kind,
      @NotBlank @Plain @Size(max = 100) String name,
      @Nullable @Size(max = 64) String phoneNumberId,
      @Nullable @Size(min = 8, max = 256) String appSecret,
      @Nullable @Size(max = 256) String verifyToken,
      @Nullable @Size(max = 1024) String accessToken,
      Channel.Replies replies) {
    @Override
    public String toString() {
      return "new " + kind + " channel " + name;
    }
  }

  record CreateChannel(@Body CreateChannelRequest body) {}

  record OneChannel(@Path String id) {}

  /**
   * What is absent stays as it is.
   *
   * @param appSecret another one that deliveries are signed with; the one before is accepted for a
   *     day
   * @param verifyToken WhatsApp: another one
   * @param accessToken WhatsApp: another one, which is shown to Meta first
   * @param password proves who asks, where a secret is replaced; absent for accounts without one,
   *     which need a sign-in within the last minutes
   */
  record ChangeChannelRequest(
      @Nullable @Plain @Pattern(regexp = ".*\\S.*") @Size(max = 100) String name,
      @Nullable @Size(min = 8, max = 256) String appSecret,
      @Nullable @Size(min = 1, max = 256) String verifyToken,
      @Nullable @Size(min = 1, max = 1024) String accessToken,
      @Nullable @Size(max = 200) String password) {
    boolean replacesSecrets() {
      return appSecret != null || verifyToken != null || accessToken != null;
    }

    @Override
    public String toString() {
      return "change to " + name;
    }
  }

  record ChangeChannel(@Path String id, @Body ChangeChannelRequest body) {}

  /**
   * @param account Meta's id of the WhatsApp Business account that owns the template
   * @param name as Meta lists it
   * @param language as Meta writes it: {@code en}, {@code en_US}, {@code hi}
   */
  record ReplyTemplateRequest(
      @NotBlank @Size(max = 64) String account,
      @NotBlank @Size(max = 512) String name,
      @NotBlank @Size(max = 16) String language) {}

  record SetReplyTemplate(@Path String id, @Body ReplyTemplateRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listChannels", "The tenant's channels, the oldest first")
            .tenant(Permission.CHANNELS_MANAGE)
            .pages(
                Channel.class,
                (caller, _) ->
                    channels.list(caller.tenant()).thenApply(list -> new Page<>(list, null))),
        Endpoint.post(PATH, "createChannel", "Connect a channel")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(CreateChannel.class)
            .creates(Channel.class, this::create),
        Endpoint.put(ONE, "changeChannel", "Rename a channel or replace its secrets")
            .tenant(Permission.CHANNELS_MANAGE)
            .inPerson()
            .takes(ChangeChannel.class)
            .answers(Channel.class, this::change),
        Endpoint.delete(
                ONE + "/previous-secret",
                "endPreviousSecret",
                "Take nothing any more that is signed with the secret before")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(OneChannel.class)
            .answers(
                Channel.class,
                (caller, request) ->
                    told(caller, channels.endPreviousSecret(id(caller, request.id())))),
        Endpoint.post(ONE + "/pause", "pauseChannel", "Send nothing until it is resumed")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(OneChannel.class)
            .answers(
                Channel.class,
                (caller, request) -> told(caller, channels.pause(id(caller, request.id())))),
        Endpoint.post(ONE + "/resume", "resumeChannel", "Send again, also what has waited")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(OneChannel.class)
            .answers(
                Channel.class,
                (caller, request) -> told(caller, channels.resume(id(caller, request.id())))),
        Endpoint.put(
                ONE + "/reply-template",
                "setReplyTemplate",
                "Answer people who have not written by the channel lately in an approved template")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(SetReplyTemplate.class)
            .answers(
                Channel.class,
                (caller, request) -> {
                  var wanted = request.body();
                  return told(
                      caller,
                      channels.useTemplate(
                          id(caller, request.id()),
                          wanted.account().strip(),
                          wanted.name().strip(),
                          wanted.language().strip()));
                }),
        Endpoint.delete(
                ONE + "/reply-template", "removeReplyTemplate", "Answer in a template no longer")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(OneChannel.class)
            .answers(
                Channel.class,
                (caller, request) -> told(caller, channels.dropTemplate(id(caller, request.id())))),
        Endpoint.delete(ONE, "disconnectChannel", "Disconnect a channel; its messages stay")
            .tenant(Permission.CHANNELS_MANAGE)
            .takes(OneChannel.class)
            .does(this::disconnect));
  }

  private static EntityId id(Caller.OfTenant caller, String id) {
    return caller.entity(Kind.CHANNEL, id);
  }

  private CompletionStage<Channel> change(Caller.OfTenant caller, ChangeChannel request) {
    var body = request.body();
    var id = id(caller, request.id());
    var wanted =
        new ChannelSetup.Change(
            body.name() == null ? null : body.name().strip(),
            body.appSecret(),
            body.verifyToken(),
            stripped(body.accessToken()));
    CompletionStage<Boolean> proved =
        body.replacesSecrets()
            ? account.requireProof(caller.caller(), body.password())
            : CompletableFuture.completedFuture(true);
    return proved
        .thenCompose(_ -> told(caller, channels.change(id, wanted)))
        .thenApply(
            channel -> {
              // That they are others, never what they are.
              var trail = caller.caller().visit().trail();
              replaced("appSecret", body.appSecret(), trail);
              replaced("verifyToken", body.verifyToken(), trail);
              replaced("accessToken", body.accessToken(), trail);
              return channel;
            });
  }

  private static void replaced(String field, @Nullable String given, Trail trail) {
    if (given != null) {
      trail.changed(field, "set", "replaced");
    }
  }

  private CompletionStage<Channel> told(
      Caller.OfTenant caller, CompletionStage<ChannelSetup.Result> result) {
    return result.thenApply(
        outcome ->
            switch (outcome) {
              case ChannelSetup.Result.Refused(var rejection) ->
                  throw new ProblemException(rejection);
              case ChannelSetup.Result.Changed(var before, var channel) -> {
                var trail = caller.caller().visit().trail();
                if (!before.name().equals(channel.name())) {
                  trail.changed("name", before.name(), channel.name());
                }
                trail.changed(
                    "replyTemplate", name(before.replyTemplate()), name(channel.replyTemplate()));
                if (before.state() != channel.state()) {
                  trail.changed("state", before.state(), channel.state());
                }
                yield channel;
              }
            });
  }

  private static @Nullable String name(@Nullable ReplyTemplate template) {
    return template == null ? null : template.name() + " (" + template.language() + ')';
  }

  private CompletionStage<Channel> disconnect(Caller.OfTenant caller, OneChannel request) {
    return channels
        .disconnect(id(caller, request.id()))
        .thenApply(
            found -> {
              var channel =
                  found.orElseThrow(() -> new ProblemException(TenancyError.CHANNEL_NOT_FOUND));
              caller.caller().visit().trail().changed("name", channel.name(), null);
              return channel;
            });
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }

  private CompletionStage<Channel> create(Caller.OfTenant caller, CreateChannel request) {
    var body = request.body();
    requireForKind(body);
    var channel =
        new NewChannel(
            body.kind(),
            body.name().strip(),
            body.phoneNumberId(),
            body.replies() == Channel.Replies.AI,
            null,
            body.appSecret(),
            body.verifyToken(),
            stripped(body.accessToken()));
    return entitlements
        .of(caller.tenant())
        .thenCompose(
            has -> channels.connect(caller.tenant(), channel, has.limits().of(Limit.CHANNELS)))
        .thenCompose(
            created ->
                switch (created) {
                  case Created.Connected(var connected) ->
                      CompletableFuture.completedFuture(connected);
                  case Created.Full(var count) -> full(caller, count);
                  case Created.Refused(var rejection) -> throw new ProblemException(rejection);
                });
  }

  private CompletionStage<Channel> full(Caller.OfTenant caller, long count) {
    return entitlements
        .room(caller.tenant(), Limit.CHANNELS, count + 1)
        .thenApply(
            refusal -> {
              throw new ProblemException(
                  refusal.orElseGet(() -> Rejection.of(BillingError.PLAN_LIMIT)));
            });
  }

  private static void requireForKind(CreateChannelRequest body) {
    var missing = new ArrayList<FieldError>();
    require(body.appSecret(), "appSecret", missing);
    switch (body.kind()) {
      case WHATSAPP -> {
        require(body.phoneNumberId(), "phoneNumberId", missing);
        require(body.verifyToken(), "verifyToken", missing);
        require(body.accessToken(), "accessToken", missing);
      }
      case WEB_FORM -> {}
      case RAZORPAY, EMAIL -> missing.add(new FieldError("kind", "invalid", "is not for tenants"));
    }
    if (!missing.isEmpty()) {
      throw ProblemException.invalid(missing);
    }
  }

  private static void require(@Nullable String value, String field, List<FieldError> missing) {
    if (value == null || value.isBlank()) {
      missing.add(new FieldError(field, "required", "is required for this kind of channel"));
    }
  }
}
