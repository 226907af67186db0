package dev.mien.nd4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether ND4J's CUDA library can run on this machine's graphics cards. It holds machine code for
 * compute capabilities 3.7 to 8.6 and nothing that a driver could translate for later ones: on a
 * card of 9.0 or above its first operation fails, and with it the process.
 */
final class CudaSupport {

  /** The class that ND4J's CUDA library announces itself with. */
  private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";

  private static final Capability LOWEST = new Capability(3, 7);

  /** 8.9 runs the code of 8.6. */
  private static final Capability HIGHEST = new Capability(8, 9);

  private static final Pattern CARD = Pattern.compile("\\s*(\\d+)\\.(\\d+)\\s*,\\s*(.*?)\\s*");
  private static final int SECONDS = 20;

  private CudaSupport() {}

  /** A compute capability. */
  record Capability(int major, int minor) implements Comparable<Capability> {

    @Override
    public int compareTo(Capability other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  /** A graphics card. */
  record Card(String name, Capability capability) {}

  /** Whether ND4J would compute on a graphics card; loads nothing. */
  static boolean onClassPath() {
    return CudaSupport.class.getClassLoader().getResource(CUDA_BACKEND.replace('.', '/') + ".class")
        != null;
  }

  /**
   * Why ND4J's CUDA library can't run; empty if nothing is known against it.
   *
   * @param cards of this machine; none if they couldn't be listed
   */
  static Optional<String> reasonAgainst(List<Card> cards) {
    for (Card card : cards) {
      if (card.capability().compareTo(HIGHEST) > 0 || card.capability().compareTo(LOWEST) < 0) {
        return Optional.of(
            "nd4j-cuda-11.6 has code for graphics cards of compute capability "
                + LOWEST
                + " to "
                + HIGHEST
                + ", but "
                + card.name()
                + " has "
                + card.capability()
                + ". Take nd4j-native (build without the profile cuda) or another backend; or"
                + " show a supported card alone, with CUDA_VISIBLE_DEVICES and"
                + " CUDA_DEVICE_ORDER=PCI_BUS_ID");
      }
    }
    return Optional.empty();
  }

  /**
   * The cards that this process would see, from a listing "capability, name" in lines.
   *
   * @param listing as nvidia-smi gives it; other lines are left out
   * @param visible the environment's CUDA_VISIBLE_DEVICES: numbers of cards, or null for all
   */
  static List<Card> parse(List<String> listing, @Nullable String visible) {
    List<Card> all = new ArrayList<>();
    for (String line : listing) {
      Matcher found = CARD.matcher(line);
      if (found.matches()) {
        Capability capability =
            new Capability(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
        all.add(new Card(found.group(3), capability));
      }
    }
    if (visible == null || !visible.matches("\\d{1,4}(,\\d{1,4})*")) {
      return all;
    }
    List<Card> seen = new ArrayList<>();
    for (String number : visible.split(",")) {
      int at = Integer.parseInt(number);
      if (at < all.size()) {
        seen.add(all.get(at));
      }
    }
    return seen;
  }

  /** The cards of this machine; none if the driver's tool is missing or doesn't answer. */
  static List<Card> cards() {
    try {
      Process process =
          new ProcessBuilder("nvidia-smi", "--query-gpu=compute_cap,name", "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return List.of();
      }
      List<String> lines;
      // a line a card: less than what a pipe holds, so that the process doesn't wait for us
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        lines = reader.lines().toList();
      }
      return parse(lines, System.getenv("CUDA_VISIBLE_DEVICES"));
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
