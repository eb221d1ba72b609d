package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatIsSentCanBeRead() throws MessagingException {
    send("asha@hotel.example", "<p>See <a href='https://x.example/?a=1'>this</a></p>", "html");
    send("ravi@hotel.example", "See https://x.example/?token=abc soon", "plain");

    var all = bench.get("/mailbox/messages").body().path("items");
    assertThat(all.findValuesAsText("to"))
        .containsExactly("ravi@hotel.example", "asha@hotel.example");

    var one = bench.get("/mailbox/messages?to=RAVI@hotel.example").body().path("items");
    assertThat(one).hasSize(1);
    assertThat(one.path(0).path("subject").asText()).isEqualTo("Namaste ₹");
    assertThat(one.path(0).path("links").path(0).asText())
        .isEqualTo("https://x.example/?token=abc");
  }

  /** F14 of the security review: a page rebound to this machine read the mailed links. */
  @ParameterizedTest
  @CsvSource({
    "evil.example,421",
    "127.0.0.1.evil.example,421",
    "127.0.0.1,200",
    "localhost,200",
    "LOCALHOST,200",
    "[::1],200"
  })
  void onlyThisMachinesNamesAreServed(String name, int status) throws IOException {
    assertThat(statusFor(name + ":" + URI.create(bench.sandbox.url()).getPort())).isEqualTo(status);
    assertThat(statusFor(name)).as("without the port").isEqualTo(421);
  }

  /** By hand: the JDK's client does not let anybody choose the Host. */
  private int statusFor(String host) throws IOException {
    try (var socket = new Socket("127.0.0.1", URI.create(bench.sandbox.url()).getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /mailbox/messages HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      var line = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(line.split(" ")[1]);
    }
  }

  @Test
  void aMailsHtmlCanDoNothing() throws MessagingException {
    send("asha@hotel.example", "<script>alert(1)</script>", "html");
    var id = bench.get("/mailbox/messages").body().path("items").path(0).path("id").asLong();

    var page = bench.page("/mailbox/messages/" + id + "/html");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "sandbox ")
        .doesNotContain("allow-scripts");
    assertThat(bench.page("/mailbox/messages/99/html").statusCode()).isEqualTo(404);
  }

  @Test
  void someAddressesAreTrouble() throws MessagingException {
    assertThatExceptionOfType(SendFailedException.class)
        .isThrownBy(() -> send("bounce.1@hotel.example", "x", "plain"));
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> send("spam@hotel.example", "x", "plain"));
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(SendFailedException.class)
          .isThrownBy(() -> send("busy.1@hotel.example", "x", "plain"));
    }
    send("busy.1@hotel.example", "x", "plain");

    assertThat(bench.get("/mailbox/messages").body().path("items")).hasSize(1);
  }

  private void send(String to, String text, String type) throws MessagingException {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(bench.sandbox.smtpPort()));
    var message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("no-reply@leadmetrics.example"));
    message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to));
    message.setSubject("Namaste ₹", "UTF-8");
    message.setText(text, "UTF-8", type);
    Transport.send(message);
  }
}
