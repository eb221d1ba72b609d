package ai.leadmetrics.entities.crm;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.crm.ContactCommand;
import ai.leadmetrics.protocol.crm.ContactCommand.ChangeNumber;
import ai.leadmetrics.protocol.crm.ContactCommand.Identify;
import ai.leadmetrics.protocol.crm.ContactCommand.OptIn;
import ai.leadmetrics.protocol.crm.ContactCommand.OptOut;
import ai.leadmetrics.protocol.crm.ContactEvent;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRegistered;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRenamed;
import ai.leadmetrics.protocol.crm.ContactEvent.IdentifiersAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.NameAdded;
import ai.leadmetrics.protocol.crm.ContactEvent.NumberChanged;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedIn;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedOut;
import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person who got in touch, by whatever channel. */
public final class Contact implements Aggregate<ContactCommand, ContactEvent, Contact.State> {
  static final int MAX_IDENTIFIERS = 50;
  static final int MAX_NAMES = 10;

  /**
   * What is known of the person.
   *
   * @param otherNames of people who wrote under the same identifiers, at most {@link #MAX_NAMES}
   */
  public record State(
      boolean registered,
      @Nullable String name,
      List<String> otherNames,
      List<Identifier> identifiers,
      boolean optedOut) {
    State named(@Nullable String changed) {
      return new State(true, changed, otherNames, identifiers, optedOut);
    }

    State alsoNamed(String other) {
      return new State(registered, name, plus(otherNames, List.of(other)), identifiers, optedOut);
    }

    State with(List<Identifier> changed) {
      return new State(registered, name, otherNames, changed, optedOut);
    }

    State optedOut(boolean out) {
      return new State(registered, name, otherNames, identifiers, out);
    }
  }

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
    return new State(false, null, List.of(), List.of(), false);
  }

  @Override
  public Decision<ContactEvent> decide(State state, ContactCommand command) {
    return switch (command) {
      case Identify(var name, var identifiers) when !state.registered() ->
          accepted(new ContactRegistered(name, List.copyOf(new LinkedHashSet<>(identifiers))));
      case Identify(var name, var identifiers) -> learn(state, name, identifiers);
      case OptOut(var message) -> state.optedOut() ? accepted() : accepted(new OptedOut(message));
      case OptIn(var message) -> state.optedOut() ? accepted(new OptedIn(message)) : accepted();
      case ChangeNumber _ when !state.registered() -> accepted();
      case ChangeNumber(var from, var to) ->
          state.identifiers().contains(from) ? accepted(new NumberChanged(from, to)) : accepted();
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
      var matched = identifiers.stream().filter(state.identifiers()::contains).findFirst();
      events.add(new IdentifiersAdded(List.copyOf(unknown), matched.orElse(null)));
    }
    if (name != null) {
      events.addAll(named(state, name));
    }
    return accepted(events);
  }

  /** A name is never overwritten by one of somebody else. */
  private static List<ContactEvent> named(State state, String name) {
    var known = state.name();
    if (known == null) {
      return List.of(new ContactRenamed(null, name));
    }
    if (PersonNames.alike(known, name)) {
      return name.length() > known.length() ? List.of(new ContactRenamed(known, name)) : List.of();
    }
    return state.otherNames().contains(name) || state.otherNames().size() >= MAX_NAMES
        ? List.of()
        : List.of(new NameAdded(name));
  }

  @Override
  public State evolve(State state, ContactEvent event) {
    return switch (event) {
      case ContactRegistered(var name, var identifiers) -> state.named(name).with(identifiers);
      case ContactRenamed(_, var name) -> state.named(name);
      case NameAdded(var name) -> state.alsoNamed(name);
      case IdentifiersAdded(var added, _) -> state.with(plus(state.identifiers(), added));
      case NumberChanged(var from, var to) -> {
        var kept = state.identifiers().stream().filter(one -> !one.equals(from) && !one.equals(to));
        yield state.with(plus(List.of(to), kept.toList()));
      }
      case OptedOut _ -> state.optedOut(true);
      case OptedIn _ -> state.optedOut(false);
    };
  }

  private static <T> List<T> plus(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
