package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.billing.EntryId;
import java.util.ArrayList;
import java.util.List;

/** Notes what it is asked for. */
final class FakeTill implements Till {
  final List<String> calls = new ArrayList<>();

  /** Why nothing may begin; null where it may. */
  String refusal;

  Thrift thrift = Thrift.NONE;

  @Override
  public Opened open(AgentWork work) {
    calls.add("open");
    return refusal == null ? new Opened.May(entry(work), thrift) : new Opened.MayNot(refusal);
  }

  @Override
  public EntryId entry(AgentWork work) {
    return EntryId.of(work.at(), work.run().local());
  }

  @Override
  public void charge(AgentWork work, EntryId entry) {
    calls.add("charge");
  }

  @Override
  public void giveBack(AgentWork work, EntryId entry) {
    calls.add("give back");
  }
}
