package ai.leadmetrics.entities.crm;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.crm.ContactCommand;
import ai.leadmetrics.protocol.crm.ContactCommand.Identify;
import ai.leadmetrics.protocol.crm.ContactCommand.OptIn;
import ai.leadmetrics.protocol.crm.ContactCommand.OptOut;
import ai.leadmetrics.protocol.crm.ContactEvent;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRegistered;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRenamed;
import ai.leadmetrics.protocol.crm.ContactEvent.IdentifiersAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedIn;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedOut;
import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A person who got in touch, by whatever channel. */
public final class Contact implements Aggregate<ContactCommand, ContactEvent, Contact.State> {
  static final int MAX_IDENTIFIERS = 50;

  public record State(
      boolean registered, @Nullable String name, List<Identifier> identifiers, boolean optedOut) {}

  @Override
  public String name() {
    return "Contact";
  }

  @Override
  public String context() {
    return "crm";
  }

  @Override
  public Class<ContactCommand> commands() {
    return ContactCommand.class;
  }

  @Override
  public Class<ContactEvent> events() {
    return ContactEvent.class;
  }

  @Override
  public Class<State> states() {
    return State.class;
  }

  @Override
  public State initial() {
    return new State(false, null, List.of(), false);
  }

  @Override
  public Decision<ContactEvent> decide(State state, ContactCommand command) {
    return switch (command) {
      case Identify(var name, var identifiers) when !state.registered() ->
          accepted(new ContactRegistered(name, List.copyOf(new LinkedHashSet<>(identifiers))));
      case Identify(var name, var identifiers) -> learn(state, name, identifiers);
      case OptOut(var message) -> state.optedOut() ? accepted() : accepted(new OptedOut(message));
      case OptIn(var message) -> state.optedOut() ? accepted(new OptedIn(message)) : accepted();
    };
  }

  private static Decision<ContactEvent> learn(
      State state, @Nullable String name, List<Identifier> identifiers) {
    var events = new ArrayList<ContactEvent>();
    var unknown = new LinkedHashSet<>(identifiers);
    state.identifiers().forEach(unknown::remove);
    if (state.identifiers().size() + unknown.size() > MAX_IDENTIFIERS) {
      return rejected(CrmError.TOO_MANY_IDENTIFIERS);
    }
    if (!unknown.isEmpty()) {
      events.add(new IdentifiersAdded(List.copyOf(unknown)));
    }
    if (name != null && !Objects.equals(name, state.name())) {
      events.add(new ContactRenamed(state.name(), name));
    }
    return accepted(events);
  }

  @Override
  public State evolve(State state, ContactEvent event) {
    return switch (event) {
      case ContactRegistered(var name, var identifiers) ->
          new State(true, name, identifiers, state.optedOut());
      case ContactRenamed(_, var name) ->
          new State(true, name, state.identifiers(), state.optedOut());
      case IdentifiersAdded(var added) -> {
        var all = new ArrayList<>(state.identifiers());
        all.addAll(added);
        yield new State(true, state.name(), List.copyOf(all), state.optedOut());
      }
      case OptedOut _ -> new State(state.registered(), state.name(), state.identifiers(), true);
      case OptedIn _ -> new State(state.registered(), state.name(), state.identifiers(), false);
    };
  }
}
