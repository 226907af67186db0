package dev.mien.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is handed on carries the licences of what it contains. */
class LicencesTest {

  private static final Path RUNNABLE = Path.of("../target/mien.jar");
  private static final Path CORE = Path.of("../../core/base/target/classes/META-INF");

  @Test
  void runnableJar_holdsEveryLicenceThatMustTravel() throws IOException {
    assumeTrue(Files.exists(RUNNABLE), RUNNABLE + " isn't built: run mvn package");
    try (ZipFile jar = new ZipFile(RUNNABLE.toFile())) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
      assertThat(text(jar, "META-INF/NOTICE"))
          .contains("Mien", "JOML", "TwelveMonkeys", "haarcascade_eye.xml", "Lucene");
      assertThat(text(jar, "META-INF/licenses/joml.txt")).contains("MIT", "JOML");
      assertThat(text(jar, "META-INF/licenses/twelvemonkeys.txt")).contains("BSD", "Harald Kuhr");
      for (String cascade :
          new String[] {"frontalface_alt2", "frontalface_default", "eye", "eye_tree_eyeglasses"}) {
        assertThat(text(jar, "dev/mien/image/cascade/haarcascade_" + cascade + ".xml"))
            .as(cascade)
            .contains("Intel License Agreement");
      }
    }
  }

  @Test
  void notice_namesWhatOptionalModulesBring() throws IOException {
    assertThat(Files.readString(CORE.resolve("NOTICE")))
        .contains("OpenBLAS", "JavaCPP", "ND4J", "DL4J", "Protocol Buffers");
  }

  @Test
  void everyArtifact_holdsLicenceAndNotice() throws IOException {
    assertThat(Files.readString(CORE.resolve("LICENSE"))).contains("Apache License");
    assertThat(Files.readString(CORE.resolve("NOTICE"))).contains("Mien");
  }

  private static String text(ZipFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }
}
