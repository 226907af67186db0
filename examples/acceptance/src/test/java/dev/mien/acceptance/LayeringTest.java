package dev.mien.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The direction of dependency and the rules of packages, as the build enforces them. */
@AnalyzeClasses(
    packages = "dev.mien",
    locations = LayeringTest.Benchmarks.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

  /** The benchmarks' own classes: their jar holds all the others too, so nothing depends on it. */
  static final class Benchmarks implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      Path classes = Path.of("..", "..", "benchmarks", "target", "classes").toAbsolutePath();
      return Files.isDirectory(classes) ? Set.of(Location.of(classes)) : Set.of();
    }
  }

  private static final String[] RUNTIME = {
    "dev.mien.core..", "dev.mien.geometry..", "dev.mien.animation.."
  };

  @ArchTest
  static void modules_dependOnlyToTheLeft(JavaClasses classes) {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.mien..")
        .layer("core")
        .definedBy("dev.mien.core..")
        .layer("text")
        .definedBy("dev.mien.text..")
        .layer("image")
        .definedBy("dev.mien.image..")
        .layer("geometry")
        .definedBy("dev.mien.geometry..")
        .layer("animation")
        .definedBy("dev.mien.animation..")
        .layer("io")
        .definedBy("dev.mien.io..")
        .layer("model")
        .definedBy("dev.mien.model..")
        .layer("learn")
        .definedBy("dev.mien.learn..")
        .layer("nd4j")
        .definedBy("dev.mien.nd4j..")
        .layer("onnx")
        .definedBy("dev.mien.onnx..")
        .layer("cli")
        .definedBy("dev.mien.cli..")
        .optionalLayer("benchmarks")
        .definedBy("dev.mien.benchmarks..")
        .layer("examples")
        .definedBy("dev.mien.examples..")
        .layer("research")
        .definedBy("dev.mien.research..")
        .layer("testkit")
        .definedBy("dev.mien.testkit..")
        .ensureAllClassesAreContainedInArchitecture()
        .whereLayer("text")
        .mayOnlyBeAccessedByLayers("model", "learn", "nd4j", "onnx", "cli", "research")
        .whereLayer("image")
        .mayOnlyBeAccessedByLayers("model", "learn", "nd4j", "onnx", "cli", "research")
        .whereLayer("geometry")
        .mayOnlyBeAccessedByLayers(
            "animation", "io", "model", "learn", "nd4j", "onnx", "cli", "research", "benchmarks")
        .whereLayer("animation")
        .mayOnlyBeAccessedByLayers(
            "io", "model", "learn", "nd4j", "onnx", "cli", "research", "benchmarks")
        .whereLayer("io")
        .mayOnlyBeAccessedByLayers(
            "model", "learn", "nd4j", "onnx", "cli", "research", "benchmarks")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers(
            "learn", "nd4j", "onnx", "cli", "research", "benchmarks", "examples")
        .whereLayer("learn")
        .mayOnlyBeAccessedByLayers("nd4j", "onnx", "research", "examples")
        .whereLayer("nd4j")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("onnx")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("research")
        .whereLayer("research")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("benchmarks")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("examples")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("testkit")
        .mayNotBeAccessedByAnyLayer()
        .check(classes);
  }

  @ArchTest
  static final ArchRule runtime_hasNoWindowingToolkit =
      noClasses()
          .that()
          .resideInAnyPackage(RUNTIME)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..", "sun..");

  @ArchTest
  static final ArchRule runtime_needsOnlyJoml =
      classes()
          .that()
          .resideInAnyPackage(RUNTIME)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "dev.mien..", "org.joml..", "org.jspecify..");

  @ArchTest
  static final ArchRule nd4j_isSeenByItsModuleAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.mien.nd4j..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");

  @ArchTest
  static final ArchRule onnxRuntime_isSeenByItsModuleAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.mien.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "ai.djl..");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.mien.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static void internals_areNotUsedFromOtherModules(JavaClasses classes) {
    for (String module :
        List.of(
            "text",
            "image",
            "geometry",
            "animation",
            "io",
            "model",
            "learn",
            "nd4j",
            "onnx",
            "cli",
            "research")) {
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.mien." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.mien." + module + "..internal..")
          .check(classes);
    }
  }
}
