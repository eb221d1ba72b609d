package ai.leadmetrics.cluster.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules of the house, for the packages below a root: the product's own, or the fixtures that
 * break each of them.
 */
enum Rules {
  LAYERS_DEPEND_DOWNWARDS(
      root ->
          layeredArchitecture()
              .consideringOnlyDependenciesInAnyPackage(root + "..")
              .withOptionalLayers(true)
              .layer("protocol")
              .definedBy(root + ".protocol..")
              .layer("entities")
              .definedBy(root + ".entities..")
              .layer("streams")
              .definedBy(root + ".streams..")
              .layer("http")
              .definedBy(root + ".http..")
              .layer("sandbox")
              .definedBy(root + ".sandbox..")
              .layer("cluster")
              .definedBy(root + ".cluster..")
              .whereLayer("cluster")
              .mayNotBeAccessedByAnyLayer()
              .whereLayer("sandbox")
              .mayOnlyBeAccessedByLayers("cluster")
              .whereLayer("http")
              .mayOnlyBeAccessedByLayers("cluster")
              .whereLayer("streams")
              .mayOnlyBeAccessedByLayers("http", "cluster")
              .whereLayer("entities")
              .mayOnlyBeAccessedByLayers("streams", "http", "cluster")
              .whereLayer("sandbox")
              .mayNotAccessAnyLayer()),

  HTTP_ONLY_ASKS(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + ".http..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage(root + ".streams..")
                      .and(DescribedPredicate.not(asks(root)))
                      .as("are no queries, no stores and no ports"))),

  HTTP_KNOWS_NO_AGGREGATE(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + ".http..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage(root + ".entities..")
                      .and(DescribedPredicate.not(resideInAPackage(root + ".entities.kit"))))),

  DECIDERS_KNOW_NO_ACTORS(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + ".entities..")
              .and()
              .resideOutsideOfPackage(root + ".entities.kit")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("org.apache.pekko..", "java.io..", "java.net..", "java.sql..")),

  DECIDERS_READ_NO_CLOCK(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + ".entities..")
              .and()
              .resideOutsideOfPackage(root + ".entities.kit")
              .should()
              .callMethod(Instant.class, "now")
              .orShould()
              .dependOnClassesThat()
              .areAssignableTo(Clock.class)),

  PROVIDERS_STAY_IN_CONNECT(
      root ->
          noClasses()
              .that()
              .resideOutsideOfPackage(root + ".streams.connect..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(root + ".streams.connect.(*)..")),

  PROVIDERS_ARE_NAMED_IN_CONNECT_ONLY(
      root ->
          noClasses()
              .that(
                  resideInAnyPackage(
                      root + ".protocol..",
                      root + ".entities..",
                      root + ".streams..",
                      root + ".http.."))
              .and()
              .resideOutsideOfPackage(root + ".streams.connect..")
              .should()
              .haveSimpleNameContaining("WhatsApp")
              .orShould()
              .haveSimpleNameContaining("Anthropic")
              .orShould()
              .haveSimpleNameContaining("Shopify")
              .orShould()
              .haveSimpleNameContaining("Razorpay")),

  ROOMS_HAVE_THE_SAME_NAMES_ON_EVERY_FLOOR(
      root ->
          classes()
              .that(
                  resideInAnyPackage(root + ".protocol..", root + ".entities..")
                      .or(resideInAPackage(root + ".streams.."))
                      .or(resideInAPackage(root + ".http..")))
              .should()
              .resideInAnyPackage(rooms(root))),

  CONTEXTS_HAVE_NO_CYCLES(root -> slices().matching(root + ".(*).(*)..").should().beFreeOfCycles());

  private static final List<String> CONTEXTS =
      List.of(
          "kit",
          "tenancy",
          "identity",
          "billing",
          "agents",
          "knowledge",
          "content",
          "campaigns",
          "inbox",
          "crm",
          "automation",
          "messaging",
          "commerce",
          "analytics",
          "seo",
          "social",
          "privacy",
          "experiments",
          "notifications",
          "files",
          "ops");

  private final Function<String, ArchRule> rule;

  Rules(Function<String, ArchRule> rule) {
    this.rule = rule;
  }

  /** The rule for the packages below {@code root}. */
  ArchRule below(String root) {
    return rule.apply(root);
  }

  /** Queries and stores by their names; what else is open says so itself. */
  private static DescribedPredicate<JavaClass> asks(String root) {
    return nameMatching(".*\\.[A-Za-z]+(Queries|Store)(\\$.*)?")
        .<JavaClass>forSubtype()
        .or(DescribedPredicate.describe("are ports", type -> isPort(type, root)));
  }

  private static boolean isPort(JavaClass type, String root) {
    return type.isAnnotatedWith(root + ".streams.kit.Port")
        || type.getEnclosingClass().filter(outer -> isPort(outer, root)).isPresent();
  }

  /** Contexts on every floor; connectors, and what only the outside has, besides. */
  private static String[] rooms(String root) {
    Stream<String> contexts =
        Stream.of("protocol", "entities", "streams", "http")
            .flatMap(floor -> CONTEXTS.stream().map(context -> root + '.' + floor + '.' + context));
    Stream<String> others =
        Stream.of(
            root + ".streams",
            root + ".streams.connect..",
            root + ".http",
            root + ".http.live",
            root + ".http.portal",
            root + ".http.webhooks");
    return Stream.concat(contexts, others).toArray(String[]::new);
  }

  @Override
  public String toString() {
    return Arrays.stream(name().split("_"))
        .reduce((a, b) -> a + ' ' + b)
        .orElseThrow()
        .toLowerCase();
  }
}
