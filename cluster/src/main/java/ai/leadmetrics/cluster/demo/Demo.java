package ai.leadmetrics.cluster.demo;

import ai.leadmetrics.cluster.demo.DemoAccess.Razorpay;
import ai.leadmetrics.cluster.demo.DemoAccess.User;
import ai.leadmetrics.cluster.demo.DemoAccess.WebForm;
import ai.leadmetrics.cluster.demo.DemoAccess.Webhooks;
import ai.leadmetrics.cluster.demo.DemoAccess.WhatsApp;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.sandbox.Account;
import ai.leadmetrics.sandbox.BusinessNumber;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.identity.UserStore.NewUser;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.knowledge.Faq;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import ai.leadmetrics.streams.messaging.ChannelSetup;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.Created;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lotus House, a boutique hotel in Fort Kochi, made by the same means as any tenant. */
public final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  /** The demo's tenant. */
  public static final TenantId TENANT = new TenantId("lotus-house");

  /** What the sandbox has approved for the demo's number. */
  public static final ReplyTemplate TEMPLATE =
      new ReplyTemplate(
          "104996122399160",
          "reply_to_enquiry",
          "en",
          "Lotus House, Kochi, on your enquiry: {{1}} Just write here if there is anything else.");

  /** At 5 s each. */
  private static final int ATTEMPTS = 24;

  private static final String PHONE_NUMBER_ID = "109871234567890";

  private final Platform platform;
  private final ChannelStore channels;
  private final UserStore users;
  private final SecureRandom random = new SecureRandom();

  private record Hotel(BusinessProfile profile, List<Faq> faqs) {}

  private record Person(String email, String name, Role role) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("owner@lotus-house.example", "Anjali Menon", Role.ADMIN),
          new Person("agent@lotus-house.example", "Rahul Nair", Role.AGENT),
          new Person("viewer@lotus-house.example", "Meera Pillai", Role.VIEWER),
          new Person("operator@leadmetrics.example", "Platform operator", Role.SUPER_ADMIN));

  private Demo(Platform platform) {
    this.platform = platform;
    this.channels = new ChannelStore(platform);
    this.users = new UserStore(platform.database(), platform.config());
  }

  /**
   * What came of seeding.
   *
   * @param made whether an account was made, whose password nobody has seen yet
   * @param foreign addresses whose accounts the demo did not make, and has left alone
   */
  public record Seeded(DemoAccess access, boolean made, List<String> foreign) {}

  /**
   * Creates what is missing of the demo and says how to get in; never changes an account that
   * exists. Empty where the demo's tenant is somebody else's.
   */
  public static Optional<Seeded> seed(Platform platform) {
    return new Demo(platform).seed();
  }

  private Optional<Seeded> seed() {
    var known = await(users.ofDemo());
    if (known.isEmpty() && await(new TenantStore(platform.database()).facts(TENANT)).isPresent()) {
      LOG.warn("{} is a tenant that the demo did not make: there will be no demo", TENANT);
      return Optional.empty();
    }
    var before = DemoAccess.read(platform.config());
    var wanted = PEOPLE.stream().map(person -> user(person, known, before)).toList();
    var missing = PEOPLE.stream().filter(person -> !known.contains(person.email())).toList();
    // Before the accounts: nobody could sign in whose password was lost on the way.
    access(wanted, before).write(platform.config());
    var foreign = missing.stream().filter(person -> !make(person, wanted)).toList();
    var addresses = foreign.stream().map(Person::email).toList();
    if (!addresses.isEmpty()) {
      LOG.warn("{} have accounts that the demo did not make: they stay as they are", addresses);
    }
    var hotel = hotel();
    register(hotel.profile());
    await(
        new EntitlementStore(platform)
            .give(TENANT, "demo", PlanId.PRO, platform.clock().instant()));
    teach(hotel.faqs());
    var access =
        new DemoAccess(
            url(),
            wanted.stream().filter(user -> !addresses.contains(user.email())).toList(),
            new Webhooks(whatsApp(), webForm(), razorpay()));
    access.write(platform.config());
    return Optional.of(new Seeded(access, foreign.size() < missing.size(), addresses));
  }

  /** What is known so far: its webhooks are those of the last start. */
  private DemoAccess access(List<User> users, Optional<DemoAccess> before) {
    return new DemoAccess(
        url(),
        users,
        before
            .map(DemoAccess::webhooks)
            .orElse(
                new Webhooks(
                    new WhatsApp("", "", "", ""), new WebForm("", ""), new Razorpay("", ""))));
  }

  private String url() {
    return "http://localhost:" + platform.config().getInt("leadmetrics.http.port");
  }

  private void register(BusinessProfile profile) {
    var at = platform.clock().instant();
    // Refused: the tenant's profile is whatever its owner has made of it since.
    ask("demo", new TenantCommand.Register(profile, at));
    ask("demo-launch", new TenantCommand.CompleteOnboarding(at));
  }

  /** Again where no answer comes in time: a small machine is busy while a node starts. */
  private void ask(String commandId, TenantCommand command) {
    var id = EntityId.ofTenant(TENANT);
    for (int attempt = 1; ; attempt++) {
      try {
        await(platform.entities().ask(id, commandId, "system", command));
        return;
      } catch (CompletionException e) {
        if (attempt == ATTEMPTS || !(e.getCause() instanceof TimeoutException)) {
          throw e;
        }
        LOG.info("{} has not answered yet", id);
      }
    }
  }

  private void teach(List<Faq> faqs) {
    var knowledge = KnowledgeStore.of(platform);
    if (await(knowledge.list(TENANT)).isEmpty()) {
      await(knowledge.replace(TENANT, faqs));
    }
  }

  /** With a password that is to be, or is; none where its owner has chosen another. */
  private User user(Person person, Set<String> known, Optional<DemoAccess> before) {
    var password =
        before.stream()
            .flatMap(access -> access.users().stream())
            .filter(user -> user.email().equals(person.email()))
            .map(User::password)
            .filter(text -> !text.isEmpty())
            .findFirst();
    if (known.contains(person.email())) {
      password =
          password.filter(text -> await(users.authenticate(person.email(), text)).isPresent());
      return new User(person.email(), password.orElse(""), person.role().wire());
    }
    return new User(person.email(), password.orElseGet(() -> secret(9)), person.role().wire());
  }

  /** False where somebody else's account has the address. */
  private boolean make(Person person, List<User> wanted) {
    var password =
        wanted.stream()
            .filter(user -> user.email().equals(person.email()))
            .findFirst()
            .orElseThrow()
            .password();
    var tenant = Role.OF_PLATFORM.contains(person.role()) ? null : TENANT;
    return await(
            users.add(
                new NewUser(tenant, person.email(), person.name(), person.role(), password, true)))
        .isPresent();
  }

  private WhatsApp whatsApp() {
    var channel =
        channel(
            new NewChannel(
                ChannelKind.WHATSAPP,
                "Reception on WhatsApp",
                PHONE_NUMBER_ID,
                true,
                "IN",
                secret(24),
                secret(12),
                secret(24)));
    return new WhatsApp(
        path(channel),
        Objects.requireNonNull(channel.signingSecret()),
        Objects.requireNonNull(channel.externalId()),
        Objects.requireNonNull(channel.verifyToken()));
  }

  private WebForm webForm() {
    var channel =
        channel(
            new NewChannel(
                ChannelKind.WEB_FORM,
                "Booking form of the website",
                null,
                true,
                "IN",
                secret(24),
                null,
                null));
    return new WebForm(path(channel), Objects.requireNonNull(channel.signingSecret()));
  }

  /** Of the platform, unless the settings name an account. */
  private Razorpay razorpay() {
    var channel =
        channel(
            TenantId.PLATFORM,
            new NewChannel(
                ChannelKind.RAZORPAY,
                "Razorpay",
                "rzp_test_" + secret(8),
                false,
                null,
                secret(24),
                null,
                secret(24)));
    return new Razorpay(path(channel), Objects.requireNonNullElse(channel.signingSecret(), ""));
  }

  private ConnectedChannel channel(NewChannel wanted) {
    return channel(TENANT, wanted);
  }

  private ConnectedChannel channel(TenantId tenant, NewChannel wanted) {
    return find(tenant, wanted)
        .orElseGet(
            () -> {
              switch (await(channels.create(tenant, wanted))) {
                case Created.Connected _ -> {}
                case Created.Full _ -> throw new IllegalStateException("no room for " + wanted);
                case Created.Refused(var rejection) ->
                    throw new IllegalStateException(
                        "the demo's " + wanted + " was refused: " + rejection);
              }
              return find(tenant, wanted).orElseThrow();
            });
  }

  private Optional<ConnectedChannel> find(TenantId tenant, NewChannel wanted) {
    return await(channels.connected(tenant)).stream()
        .filter(channel -> channel.kind() == wanted.kind())
        .findFirst();
  }

  /** Web forms are answered in the template that the sandbox has approved, once. */
  public static void answerInTemplate(Platform platform) {
    await(new ChannelStore(platform).connected(TENANT)).stream()
        .filter(channel -> channel.kind() == ChannelKind.WHATSAPP && channel.template() == null)
        .findFirst()
        .ifPresent(
            channel ->
                await(
                    new ChannelSetup(platform)
                        .useTemplate(
                            channel.id(),
                            TEMPLATE.account(),
                            TEMPLATE.name(),
                            TEMPLATE.language())));
  }

  /** What the sandbox must know of the demo's number to play it. */
  public static BusinessNumber businessNumber(Platform platform, DemoAccess access) {
    var channel =
        await(new ChannelStore(platform).connected(TENANT)).stream()
            .filter(connected -> connected.kind() == ChannelKind.WHATSAPP)
            .findFirst()
            .orElseThrow();
    return new BusinessNumber(
        access.webhooks().whatsapp().phoneNumberId(),
        "+91 484 555 0100",
        access.url() + access.webhooks().whatsapp().path(),
        access.webhooks().whatsapp().appSecret(),
        Objects.requireNonNullElse(channel.accessToken(), ""),
        access.webhooks().whatsapp().verifyToken(),
        0);
  }

  /** What the sandbox must know of the platform's account to play Razorpay. */
  public static Account account(Platform platform, DemoAccess access) {
    var channel =
        await(new ChannelStore(platform).connected(TenantId.PLATFORM)).stream()
            .filter(connected -> connected.kind() == ChannelKind.RAZORPAY)
            .findFirst()
            .orElseThrow();
    return new Account(
        Objects.requireNonNullElse(channel.externalId(), ""),
        Objects.requireNonNullElse(channel.accessToken(), ""),
        access.url() + access.webhooks().razorpay().path(),
        access.webhooks().razorpay().secret());
  }

  private static String path(ConnectedChannel channel) {
    return "/webhooks/" + channel.kind().wire() + '/' + channel.endpointKey();
  }

  private static Hotel hotel() {
    try (var in = Demo.class.getResourceAsStream("/demo/lotus-house.json")) {
      var json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Json.read(json, Hotel.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String secret(int bytes) {
    var secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
