package ai.leadmetrics.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes mail for every address there is. What an address starts with says how the server behaves:
 * {@code bounce} is unknown, {@code busy} is put off twice, {@code spam} is refused once the mail
 * was read, {@code silent} is taken without ever an answer.
 */
final class MailServer implements AutoCloseable {
  private static final int PATIENCE = 2;
  private static final int LARGEST = 10 << 20;

  private final Mailbox mailbox;
  private final Duration silence;
  private final SMTPServer server;
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();

  /**
   * @param executor runs one session per thread; those still silent end with it
   */
  MailServer(String host, int port, Duration silence, Mailbox mailbox, ExecutorService executor) {
    this.mailbox = mailbox;
    this.silence = silence;
    try {
      server =
          SMTPServer.port(port)
              .bindAddress(InetAddress.getByName(host))
              .hostName("sandbox.example")
              .softwareName("sandbox")
              .executorService(executor)
              .maxMessageSize(LARGEST)
              .messageHandlerFactory(_ -> new Handler())
              .build();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no such host: " + host, e);
    }
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Handler implements MessageHandler {
    private final List<String> recipients = new ArrayList<>();
    private String from = "";

    @Override
    public void from(String address) {
      from = address;
    }

    @Override
    public void recipient(String address) throws RejectException {
      if (address.startsWith("bounce")) {
        throw new RejectException(550, "5.1.1 No such mailbox here");
      }
      if (address.startsWith("busy") && tries.merge(address, 1, Integer::sum) <= PATIENCE) {
        throw new RejectException(451, "4.7.1 Greylisted, try again");
      }
      recipients.add(address);
    }

    @Override
    public String data(InputStream content) throws RejectException, IOException {
      var bytes = content.readAllBytes();
      if (recipients.stream().anyMatch(address -> address.startsWith("spam"))) {
        throw new RejectException(554, "5.7.1 We do not like what this says");
      }
      mailbox.deliver(from, recipients, bytes);
      if (recipients.stream().anyMatch(address -> address.startsWith("silent"))) {
        wait(silence);
      }
      return "taken";
    }

    @Override
    public void done() {}

    private static void wait(Duration time) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
