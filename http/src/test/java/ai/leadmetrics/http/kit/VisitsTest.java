package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;

class VisitsTest {
  private final Visits behindProxy = new Visits(ConfigFactory.parseString("behind-proxy = true"));
  private final Visits exposed = new Visits(ConfigFactory.parseString("behind-proxy = false"));

  private static HttpRequest forwarded(String... values) {
    // As they come over the wire, in this order.
    var headers = new ArrayList<HttpHeader>();
    for (var value : values) {
      headers.add(RawHeader.create("X-Forwarded-For", value));
      headers.add(RawHeader.create("X-Forwarded-Proto", value.equals("self") ? "http" : "https"));
    }
    return HttpRequest.GET("http://leadmetrics.test/").withHeaders(headers);
  }

  @Test
  void theAddressIsWhatOurOwnProxyWroteLast() {
    assertThat(behindProxy.of(forwarded("198.51.100.7")).address()).isEqualTo("198.51.100.7");
    assertThat(behindProxy.of(forwarded("10.1.1.1, 198.51.100.7")).address())
        .isEqualTo("198.51.100.7");
    assertThat(behindProxy.of(forwarded("10.1.1.1", "198.51.100.7")).address())
        .as("a proxy that adds a header of its own behind the client's")
        .isEqualTo("198.51.100.7");
  }

  @Test
  void whatTheClientSaysOfItsSecurityDoesNotCountEither() {
    assertThat(behindProxy.of(forwarded("self", "198.51.100.7")).secure()).isTrue();
    assertThat(behindProxy.of(forwarded("198.51.100.7", "self")).secure()).isFalse();
  }

  @Test
  void allAddressesOfAHostAreOneSource() {
    var here = new Visit("r-1", "2001:db8:1:2:aaaa::1", false);
    assertThat(new Visit("r-1", "2001:db8:1:2:bbbb::9", false).source()).isEqualTo(here.source());
    assertThat(new Visit("r-1", "2001:db8:1:3::1", false).source()).isNotEqualTo(here.source());
    for (var other : List.of("198.51.100.7", "unknown", "198.51.100.7:4711", "::no::address")) {
      assertThat(new Visit("r-1", other, false).source()).isEqualTo(other);
    }
  }

  @Test
  void withoutAProxyNobodyIsBelieved() {
    var visit = exposed.of(forwarded("198.51.100.7"));
    assertThat(visit.address()).isEqualTo("unknown");
    assertThat(visit.secure()).isFalse();
  }
}
