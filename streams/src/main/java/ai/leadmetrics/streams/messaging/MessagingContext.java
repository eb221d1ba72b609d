package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.List;

/** What goes out to customers. */
public final class MessagingContext implements Context {
  @Override
  public String name() {
    return "messaging";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(new OutgoingReactor(), new Deliveries());
  }
}
