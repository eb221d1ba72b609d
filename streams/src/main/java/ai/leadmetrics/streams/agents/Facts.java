package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What plain rules can pick out of a message: money, dates, numbers of people, haste. */
final class Facts {
  private static final String MONTH =
      "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
  private static final String DAY = "\\d{1,2}(?:st|nd|rd|th)?";
  private static final String RANGE = DAY + "(?:\\s*(?:-|–|to|till|until|and)\\s*" + DAY + ")?";
  private static final String WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";

  private static final Pattern TIMELINE =
      pattern(
          "\\b(?:"
              + "\\d{4}-\\d{2}-\\d{2}"
              + "|"
              + RANGE
              + "\\s*(?:of\\s+)?"
              + MONTH
              + "\\b(?:\\s+\\d{4})?"
              + "|"
              + MONTH
              + "\\s+"
              + RANGE
              + "\\b"
              + "|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?"
              + "|(?:the day after )?tomorrow|tonight|today"
              + "|(?:this|next|coming)\\s+(?:week(?:end)?|month|year|summer|winter|"
              + WEEKDAY
              + "|"
              + MONTH
              + ")"
              + "|in\\s+(?:a|an|one|two|three|\\d{1,2})\\s+(?:day|week|month)s?"
              + "|(?:in|by|on|for|from|during|end of|early|mid|late)\\s+(?:"
              + MONTH
              + "|"
              + WEEKDAY
              + ")"
              + ")\\b");
  private static final String NUMBER = "\\d[\\d,]*(?:\\.\\d+)?";
  private static final String UNIT = "(?:\\s*(?:k|lakhs?|lacs?|crores?|thousand|million))";
  private static final Pattern BUDGET =
      pattern(
          "(?:(?:₹|rs\\.?|inr|\\$|usd|€|eur)\\s*"
              + NUMBER
              + UNIT
              + "?\\b(?:\\s*(?:-|–|to)\\s*"
              + NUMBER
              + UNIT
              + "?\\b)?"
              + "|\\b"
              + NUMBER
              + UNIT
              + "?\\s*(?:rupees|rs\\b|inr|usd|dollars|euros?|/-)"
              + "|\\b"
              + NUMBER
              + UNIT
              + "\\b"
              + "|(?<=budget (?:is|of) |budget: ?|budget around |budget is around |under "
              + "|upto |up to |below |less than )\\d[\\d,]{2,}\\b)"
              + "(?:\\s*(?:per|a|/)\\s*(?:night|day|person|head|month|week))?");
  private static final String COUNTED =
      "\\b(?:\\d{1,4}|one|two|three|four|five|six|seven|eight|ten)\\s+"
          + "(?:adults?|guests?|people|persons?|pax|kids?|child(?:ren)?|friends|of us)\\b";
  private static final Pattern PEOPLE =
      pattern(
          COUNTED
              + "(?:\\s*(?:,|and|&|\\+)\\s*"
              + COUNTED
              + ")*"
              + "|\\b(?:party|family|group) of \\d{1,4}\\b");
  private static final Pattern SERVICE =
      pattern(
          "\\b(?:(?:deluxe|double|single|twin|family|garden|sea[- ]?view|standard|executive|junior)"
              + "\\s+)?(?:rooms?|suites?|villas?|cottages?|wedding|reception|conference|banquet"
              + "|party|honeymoon|anniversary|retreat|workshop|spa|massage|yoga|dinner|lunch|catering|photo"
              + " ?shoot|tour|airport (?:pick ?up|transfer))\\b");
  private static final Pattern ASKS_TO_BUY =
      pattern(
          "\\b(?:book|reserve|need|want|looking for|interested in|planning|plan|would like|stay"
              + "|hold|organi[sz]e|available|availability|do you have)\\b");
  private static final Pattern HIGH =
      pattern(
          "\\b(?:urgent(?:ly)?|asap|right away|immediately|right now|today|tonight|tomorrow)\\b");
  private static final Pattern LOW =
      pattern("\\b(?:just (?:looking|browsing|curious|checking)|no (?:rush|hurry)|not urgent)\\b");
  private static final Pattern LOCATION =
      Pattern.compile(
          "\\b(?:from|based in|live in|living in|located in)\\s+(?!(?i:"
              + MONTH
              + "|"
              + WEEKDAY
              + ")\\b)(\\p{Lu}[\\p{L}.]+(?:\\s\\p{Lu}[\\p{L}.]+)?)");
  private static final Pattern DECIDER =
      pattern(
          "\\b(?:ask|check with|talk to|discuss with|confirm with) my "
              + "(wife|husband|partner|boss|manager|parents|family|team|friends|company)\\b");
  private static final Pattern FROM =
      pattern(
          "^\\W*(?:(?:we|i)(?:['’]?re|['’]?m| are|"
              + " am)?\\s+)?(?:coming\\s+|travelling\\s+|traveling\\s+)?from\\s+(?!(?:"
              + MONTH
              + "|"
              + WEEKDAY
              + "|\\d|the|tomorrow|today|next|this)\\b)(\\p{L}[\\p{L}.]+(?:\\s\\p{L}+){0,2})\\W*$");
  private static final Pattern ALONE =
      pattern("^\\W*(?:(?:for|only|just)\\s+)?(?:self|my ?self|me|only me)\\W*$");
  private static final Pattern OWN_DECISION =
      pattern("\\b(?:i(?:'ll| will)? (?:can )?decide|my own decision|it's my decision|just me)\\b");

  private Facts() {}

  static Qualification in(String message) {
    return new Qualification(
        service(message),
        urgency(message),
        first(BUDGET, message, 0),
        location(message),
        decider(message),
        first(TIMELINE, message, 0));
  }

  /** The rest of a message: what it says beside when, for how much, how many, from where. */
  static String without(String message) {
    var rest = message;
    for (var pattern : new Pattern[] {TIMELINE, BUDGET, PEOPLE, LOCATION, DECIDER}) {
      rest = pattern.matcher(rest).replaceAll(" ");
    }
    return rest;
  }

  private static @Nullable String service(String message) {
    var people = first(PEOPLE, message, 0);
    var service = ASKS_TO_BUY.matcher(message).find() ? first(SERVICE, message, 0) : null;
    if (people == null && service == null) {
      return null;
    }
    var said = new StringJoiner(", ");
    if (service != null) {
      said.add(service.toLowerCase(Locale.ROOT));
    }
    if (people != null) {
      said.add(people.toLowerCase(Locale.ROOT));
    }
    return said.toString();
  }

  private static @Nullable String location(String message) {
    var named = first(LOCATION, message, 1);
    return named == null ? first(FROM, message, 1) : named;
  }

  private static @Nullable String urgency(String message) {
    if (LOW.matcher(message).find()) {
      return "low";
    }
    return HIGH.matcher(message).find() && ASKS_TO_BUY.matcher(message).find() ? "high" : null;
  }

  private static @Nullable String decider(String message) {
    var other = first(DECIDER, message, 1);
    if (other != null) {
      return "with " + other.toLowerCase(Locale.ROOT);
    }
    return OWN_DECISION.matcher(message).find() || ALONE.matcher(message).find() ? "alone" : null;
  }

  private static @Nullable String first(Pattern pattern, String message, int group) {
    var matcher = pattern.matcher(message);
    return matcher.find() ? matcher.group(group).strip() : null;
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
