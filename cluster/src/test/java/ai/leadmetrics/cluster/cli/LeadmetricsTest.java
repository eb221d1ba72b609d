package ai.leadmetrics.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadmetricsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "help tenant", "tenant --help", "tenant create -h", "up --help"})
  void saysHowItIsUsedWhereverItIsAsked(String line) {
    var said = new StringWriter();
    int code = Leadmetrics.run(new PrintWriter(said), line.split(" "));
    assertThat(said.toString()).startsWith("Usage: leadmetrics");
    assertThat(code).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "up --nothing", "tenant create"})
  void refusesWhatItDoesNotUnderstand(String line) {
    var said = new StringWriter();
    int code = Leadmetrics.run(new PrintWriter(said), line.split(" "));
    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("Usage: leadmetrics");
  }
}
