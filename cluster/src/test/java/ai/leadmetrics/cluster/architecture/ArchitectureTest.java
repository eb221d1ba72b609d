package ai.leadmetrics.cluster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
  private static final String PRODUCT = "ai.leadmetrics";
  private static final String FIXTURES = "ai.leadmetrics.cluster.architecture.fixtures";

  private static final JavaClasses PRODUCT_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PRODUCT);
  private static final JavaClasses FIXTURE_CLASSES =
      new ClassFileImporter().importPackages(FIXTURES);

  @ParameterizedTest
  @EnumSource
  void theProductKeeps(Rules rule) {
    rule.below(PRODUCT).check(PRODUCT_CLASSES);
  }

  @ParameterizedTest
  @EnumSource
  void theFixturesBreak(Rules rule) {
    assertThat(rule.below(FIXTURES).evaluate(FIXTURE_CLASSES).hasViolation()).isTrue();
  }
}
