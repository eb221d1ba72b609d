package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.TenantId;
import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes ids of tenants from the names of businesses. */
final class Names {
  /** Ours, or what people would take for ours. */
  private static final Set<String> RESERVED =
      Set.of(
          "platform",
          "leadmetrics",
          "admin",
          "administrator",
          "api",
          "app",
          "auth",
          "billing",
          "blog",
          "dashboard",
          "demo",
          "docs",
          "help",
          "internal",
          "login",
          "mail",
          "manage",
          "operator",
          "ops",
          "owner",
          "portal",
          "root",
          "sandbox",
          "security",
          "settings",
          "sign-in",
          "sign-up",
          "status",
          "support",
          "system",
          "test",
          "webhooks",
          "www");

  private static final int LONGEST = 34;
  private static final int ATTEMPTS = 200;

  /** Read out in Latin letters, without accents: होटल कमल becomes hotala kamala. */
  private static final Transliterator LATIN =
      Transliterator.getInstance("NFC; Any-Latin; Latin-ASCII; NFKD; [:M:] Remove");

  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern EDGES = Pattern.compile("^-+|-+$");

  private Names() {}

  /** Lower-case Latin letters, digits and dashes; "business" where a name has none of them. */
  static String slug(String name) {
    var plain = LATIN.transliterate(name);
    var dashed = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
    var cut = dashed.substring(0, Math.min(dashed.length(), LONGEST));
    var slug = EDGES.matcher(cut).replaceAll("");
    return slug.length() < 2 ? "business" : slug;
  }

  static boolean isReserved(String slug) {
    return RESERVED.contains(slug);
  }

  /** The slug itself first, then with numbers. */
  static Stream<TenantId> candidates(String slug) {
    return Stream.concat(
            Stream.of(slug), IntStream.rangeClosed(2, ATTEMPTS).mapToObj(n -> slug + '-' + n))
        .map(TenantId::new);
  }
}
