package ai.leadmetrics.entities.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Reply.Done;
import ai.leadmetrics.entities.kit.Reply.Refused;
import ai.leadmetrics.entities.tenancy.Tenant;
import ai.leadmetrics.protocol.kit.Recorded;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Register;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateProfile;
import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ProfileUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.TenantRegistered;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EntityActorTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.allow-java-serialization = off")
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(ConfigFactory.load()));
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final AtomicInteger appends = new AtomicInteger();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final PersistenceId id = PersistenceId.of("Tenant", "t" + NEXT.incrementAndGet());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesOnceAndAnswersOnceStored() {
    var entity = start();
    assertThat(ask(entity, "c1", new Register(profile("Inn"), Instant.EPOCH)))
        .isEqualTo(new Done(1, true));
    assertThat(ask(entity, "c1", new Register(profile("Inn"), Instant.EPOCH)))
        .isEqualTo(new Done(1, false));
    assertThat(JOURNAL.persistedInStorage(id.id())).hasSize(1);
    assertThat(appends).hasValue(1);
  }

  @Test
  void aRefusalStoresNothing() {
    var reply = ask(start(), "c1", new UpdateProfile(profile("Inn")));
    assertThat(reply).isInstanceOf(Refused.class);
    assertThat(JOURNAL.persistedInStorage(id.id())).isEmpty();
  }

  @Test
  void behindAClosedDoorNothingIsWrittenEvenOfWhatIsInMemory() {
    var entity = start();
    ask(entity, "c1", new Register(profile("Inn"), Instant.EPOCH));
    open.set(false);
    JOURNAL.clearAll();
    for (var command : List.of("c1", "c2")) {
      assertThat(ask(entity, command, new UpdateProfile(profile("Inn 2"))))
          .isEqualTo(new Refused(Rejection.of(TenancyError.TENANT_ERASED)));
    }
    assertThat(JOURNAL.persistedInStorage(id.id())).isEmpty();
    KIT.stop(entity);
    assertThat(ask(start(), "c3", new Register(profile("Inn"), Instant.EPOCH)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void remembersCommandsAcrossARestart() {
    var entity = start();
    ask(entity, "c1", new Register(profile("Inn"), Instant.EPOCH));
    ask(entity, "c2", new UpdateProfile(profile("Inn 2")));
    KIT.stop(entity);
    var again = start();
    assertThat(ask(again, "c2", new UpdateProfile(profile("Inn 3")))).isEqualTo(new Done(2, false));
    assertThat(ask(again, "c3", new UpdateProfile(profile("Inn 3")))).isEqualTo(new Done(3, true));
  }

  @Test
  void recoversFromItsSnapshot() {
    var entity = start();
    ask(entity, "c0", new Register(profile("Inn"), Instant.EPOCH));
    for (int i = 1; i <= 250; i++) {
      ask(entity, "c" + i, new UpdateProfile(profile("Inn " + i)));
    }
    KIT.stop(entity);
    assertThat(ask(start(), "c250", new UpdateProfile(profile("Inn 250"))))
        .isEqualTo(new Done(251, false));
  }

  @Test
  void everyMessageSurvivesSerialization() {
    var probe = KIT.<Reply>createTestProbe();
    var serialization = SerializationExtension.get(KIT.system());
    for (Object message :
        List.of(
            new Recorded<>(
                "c", "by", Instant.EPOCH, new TenantRegistered(profile("Inn"), null, null)),
            new Recorded<>("c", "by", Instant.EPOCH, new ProfileUpdated(profile("Inn"))),
            new Ask(
                "c", "by", Instant.EPOCH, new Register(profile("Inn"), Instant.EPOCH), probe.ref()),
            new Done(3, true),
            new Refused(
                ai.leadmetrics.protocol.kit.Rejection.of(
                    ai.leadmetrics.protocol.kit.CommonError.CONFLICT)))) {
      var serializer = serialization.findSerializerFor(message);
      assertThat(serializer).isInstanceOf(EntitySerializer.class);
      var manifest = ((EntitySerializer) serializer).manifest(message);
      assertThat(manifest).doesNotContain("ai.leadmetrics");
      assertThat(((EntitySerializer) serializer).fromBinary(serializer.toBinary(message), manifest))
          .isEqualTo(message);
    }
  }

  private org.apache.pekko.actor.typed.ActorRef<Ask> start() {
    return KIT.spawn(
        Behaviors.setup(
            context ->
                new EntityActor<TenantCommand, TenantEvent, TenantFacts>(
                    context, new Tenant(), id, open::get, appends::incrementAndGet)));
  }

  private static Reply ask(
      org.apache.pekko.actor.typed.ActorRef<Ask> entity, String command, Object body) {
    var probe = KIT.<Reply>createTestProbe();
    entity.tell(new Ask(command, "user_1", Instant.EPOCH, body, probe.ref()));
    return probe.receiveMessage();
  }

  private static BusinessProfile profile(String name) {
    return new BusinessProfile(name, "hotel", "Asia/Kolkata", "warm", List.of());
  }
}
