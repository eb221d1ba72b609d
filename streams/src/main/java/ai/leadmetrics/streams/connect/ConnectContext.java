package ai.leadmetrics.streams.connect;

import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.List;

/** Providers that are called, and what they need to know of us. */
public final class ConnectContext implements Context {
  @Override
  public String name() {
    return "connect";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(Gateways.account());
  }
}
