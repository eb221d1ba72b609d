package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * States and union territories with their GST codes, as the GST portal lists them (25 was merged
 * into 26 in 2020, 28 was Andhra Pradesh before its division: neither is given out any more), the
 * ways people write them, and where their PIN codes lie. The list is {@code india/states.json}.
 */
public final class IndianStates {
  /** Stands for every place outside India in returns and on invoices. */
  public static final String ABROAD = "96";

  /** A consonant skeleton shorter than this says too little. */
  private static final int MIN_SKELETON = 3;

  private static final int PIN_PREFIX = 3;

  private static final Pattern CODE_FIRST = Pattern.compile("(\\d{1,2})\\s*[-–:. ]\\s*(\\D.*)");
  private static final Pattern CODE_LAST = Pattern.compile("(\\D.*?)\\s*[-–(\\[]\\s*\\d{1,2}\\W*");
  private static final Pattern PIN = Pattern.compile("(?<!\\d)([1-9]\\d{2})[ -]?\\d{3}(?!\\d)");
  private static final Pattern FILLERS =
      Pattern.compile("\\b(state|union territory|ut|govt|government|of|the|india)\\b");

  private static final List<State> STATES = load();
  private static final Map<String, String> NAMES = names();
  private static final Map<String, String> SPELLINGS = spellings();
  private static final Map<String, String> SKELETONS = skeletons();

  private IndianStates() {}

  /**
   * @param iso the part after {@code IN-} of ISO 3166-2, as used on number plates
   * @param also other spellings: former names, abbreviations, Indian scripts, codes given out
   *     before
   * @param pin ranges of the first three digits of PIN codes; those at a border are in both states
   */
  private record State(String code, String iso, String name, List<String> also, List<String> pin) {
    Stream<String> spellings() {
      return Stream.concat(Stream.of(code, iso, "IN-" + iso, name), also.stream());
    }

    boolean hasPin(int prefix) {
      return pin.stream()
          .map(range -> range.split("-", 2))
          .anyMatch(
              range ->
                  Integer.parseInt(range[0]) <= prefix && prefix <= Integer.parseInt(range[1]));
    }
  }

  /** By code, in order. */
  public static Map<String, String> all() {
    return NAMES;
  }

  public static boolean isCode(String code) {
    return NAMES.containsKey(code);
  }

  /** The name, or the code itself where it is not known. */
  public static String name(String code) {
    return code.equals(ABROAD) ? "Outside India" : NAMES.getOrDefault(code, code);
  }

  /**
   * The code of a state as people write it: by name (also a former one, or in an Indian script), by
   * its abbreviation, by its code, by both ("33-Tamil Nadu"), or misspelt by vowels and doubled
   * letters ("Maharastra"). Empty where it can be none or several.
   */
  public static Optional<String> find(String typed) {
    var text = typed.strip();
    var first = CODE_FIRST.matcher(text);
    if (first.matches()) {
      return find(first.group(2)).filter(code -> code.equals(known(first.group(1))));
    }
    var last = CODE_LAST.matcher(text);
    if (last.matches()) {
      return find(last.group(1));
    }
    var exact = known(text);
    return exact != null
        ? Optional.of(exact)
        : Optional.ofNullable(SKELETONS.get(skeleton(key(text))));
  }

  /** The states that a PIN code within the text can lie in; empty where there is no PIN code. */
  public static Set<String> ofPinCode(String text) {
    var found = PIN.matcher(text);
    var states = new HashSet<String>();
    while (found.find()) {
      int prefix = Integer.parseInt(found.group().substring(0, PIN_PREFIX));
      STATES.stream().filter(state -> state.hasPin(prefix)).map(State::code).forEach(states::add);
    }
    return states;
  }

  /** The states that an address names in one of its parts, separated by commas or lines. */
  static Set<String> namedIn(String address) {
    return Stream.of(address.split("[,;\\n]"))
        .map(part -> part.replaceAll("\\d{3} ?\\d{3}", "").replaceAll("[-–.]\\s*$", "").strip())
        .filter(part -> part.length() > 3)
        .map(IndianStates::known)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static @Nullable String known(String text) {
    var key = key(text);
    return SPELLINGS.get(key.length() == 1 && Character.isDigit(key.charAt(0)) ? '0' + key : key);
  }

  /** Letters and digits alone, without accents, case and words that are not part of a name. */
  private static String key(String text) {
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var words = FILLERS.matcher(plain.replace("&", " and ")).replaceAll(" ");
    var key = words.replaceAll("[^\\p{L}\\p{M}\\p{Nd}]", "");
    // "UT" and "India" alone are words as well as abbreviations.
    return key.isEmpty() ? plain.replaceAll("[^\\p{L}\\p{M}\\p{Nd}]", "") : key;
  }

  /** What is left of a spelling without vowels, {@code h} and doubled letters. */
  private static String skeleton(String key) {
    var consonants = key.replace("w", "v").replaceAll("[^b-df-gj-np-tv-z]", "");
    return consonants.replaceAll("(.)\\1+", "$1");
  }

  private static Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    STATES.forEach(state -> names.put(state.code(), state.name()));
    return Collections.unmodifiableMap(names);
  }

  private static Map<String, String> spellings() {
    var spellings = new HashMap<String, String>();
    STATES.forEach(
        state -> state.spellings().forEach(one -> spellings.put(key(one), state.code())));
    return spellings;
  }

  private static Map<String, String> skeletons() {
    var skeletons = new HashMap<String, String>();
    var shared = new HashSet<String>();
    for (var state : STATES) {
      state
          .spellings()
          .map(one -> skeleton(key(one)))
          .filter(one -> one.length() >= MIN_SKELETON)
          .distinct()
          .forEach(
              one -> {
                if (skeletons.put(one, state.code()) != null) {
                  shared.add(one);
                }
              });
    }
    shared.forEach(skeletons::remove);
    return skeletons;
  }

  private static List<State> load() {
    try (var in = IndianStates.class.getResourceAsStream("/india/states.json")) {
      return List.of(Json.read(Objects.requireNonNull(in).readAllBytes(), State[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
