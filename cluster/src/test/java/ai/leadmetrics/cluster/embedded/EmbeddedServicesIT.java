package ai.leadmetrics.cluster.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesIT {
  @TempDir Path folder;

  private Config config(String service) {
    return ConfigFactory.parseMap(
            Map.of(
                "leadmetrics.embedded.postgres.port", Ports.free(),
                "leadmetrics.embedded.postgres.binaries",
                    Path.of(System.getProperty("java.io.tmpdir"), "leadmetrics-postgres")
                        .toString(),
                "leadmetrics.embedded.kafka.port", Ports.free(),
                "leadmetrics.embedded.kafka.controller-port", Ports.free()))
        .withFallback(ConfigFactory.parseResources("leadmetrics-embedded.conf"))
        .resolve()
        .getConfig("leadmetrics.embedded." + service);
  }

  @Test
  void postgresIsDurableAndKeepsItsDataOverARestart() throws SQLException {
    try (var directory = DataDirectory.open(folder);
        var postgres = EmbeddedPostgres.start(directory, config("postgres"))) {
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
      query(postgres, "create table kept as select 42 as n; select 1");

      postgres.restart();

      assertThat(query(postgres, "select n from kept")).isEqualTo("42");
    }
  }

  /**
   * F9 of the security review: every account of the machine was superuser, and could replace it.
   */
  @Test
  void otherAccountsOfTheMachineGetNothing() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var config = config("postgres");
    try (var directory = DataDirectory.open(folder);
        var postgres = EmbeddedPostgres.start(directory, config)) {
      assertThat(mode(folder)).isEqualTo("rwx------");
      // Other tests start from the same programs, and the library opens their folder for a moment.
      await()
          .untilAsserted(
              () -> assertThat(mode(Path.of(config.getString("binaries")))).isEqualTo("rwx------"));
      assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
      assertThat(mode(folder.resolve("secrets/postgres.json"))).isEqualTo("rw-------");
      assertThat(folder.resolve("secrets/initdb.tmp")).doesNotExist();
      for (var user : List.of("postgres", "leadmetrics", "leadmetrics_owner", "nobody")) {
        for (var password : new String[] {null, "", user}) {
          assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, password))
              .as(user)
              .isInstanceOf(SQLException.class);
        }
      }
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theServerOfAKilledNodeIsReplaced() throws Exception {
    var config = config("postgres");
    var killed =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedPostgres.class.getName(),
                folder.toString(),
                config.root().render(ConfigRenderOptions.concise()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.log").toFile())
            .start();
    assertThat(killed.waitFor()).isEqualTo(AbandonedPostgres.KILLED);
    assertThat(Ports.isFree(config.getInt("port"))).as("the orphan still listens").isFalse();

    try (var directory = DataDirectory.open(folder);
        var next = EmbeddedPostgres.start(directory, config)) {
      assertThat(query(next, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aDataDirectoryHasOneOwner() {
    try (var _ = DataDirectory.open(folder)) {
      assertThatThrownBy(() -> DataDirectory.open(folder))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("Another node runs on");
    }
    DataDirectory.open(folder).close();
  }

  @Test
  void kafkaKeepsItsRecordsOverARestart() throws Exception {
    try (var directory = DataDirectory.open(folder);
        var kafka = EmbeddedKafka.start(directory, config("kafka"))) {
      Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrap());
      try (var admin = Admin.create(client)) {
        admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
      }
      var strings = new StringSerializer();
      try (var producer = new KafkaProducer<>(client, strings, strings)) {
        producer.send(new ProducerRecord<>("kept", "key", "value")).get();
      }

      kafka.restart();

      var texts = new StringDeserializer();
      try (var consumer = new KafkaConsumer<>(client, texts, texts)) {
        var partition = new TopicPartition("kept", 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        assertThat(consumer.poll(Duration.ofSeconds(20)))
            .singleElement()
            .satisfies(found -> assertThat(found.value()).isEqualTo("value"));
      }
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    var owner = postgres.settings().getConfig("leadmetrics.database.owner");
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), owner.getString("user"), owner.getString("password"));
        var statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      try (var result = statement.getResultSet()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
