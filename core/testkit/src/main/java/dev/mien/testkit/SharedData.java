package dev.mien.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Real test material (captures, photographs, speech, face models) that lies outside the repository.
 *
 * <p>The folder is the one named by the system property {@code mien.shared}, or the nearest folder
 * {@code shared} beside the working directory or one of its parents. Where it is absent, the
 * calling test is skipped with that reason.
 */
public final class SharedData {

  /** System property that names the folder holding {@code data}. */
  public static final String PROPERTY = "mien.shared";

  private SharedData() {}

  /**
   * A file or folder of the shared test data.
   *
   * @param relative path below {@code data}, with forward slashes, such as {@code
   *     "captures/openface_sample.csv"}
   * @return the existing path; the calling test is skipped if there is none
   */
  public static Path path(String relative) {
    Optional<Path> root = root();
    Assumptions.assumeTrue(
        root.isPresent(),
        "shared test data not found: set -D" + PROPERTY + " or put a folder 'shared' beside this");
    Path path = root.orElseThrow().resolve("data").resolve(relative);
    Assumptions.assumeTrue(Files.exists(path), "shared test data lacks " + relative);
    return path;
  }

  private static Optional<Path> root() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return Optional.of(Path.of(configured))
          .filter(path -> Files.isDirectory(path.resolve("data")));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve("shared");
      if (Files.isDirectory(candidate.resolve("data"))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
