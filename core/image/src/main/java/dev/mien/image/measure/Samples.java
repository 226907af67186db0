package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Colours gathered from a part of a picture. */
final class Samples {

  private final List<Lab> colours = new ArrayList<>();

  void add(Lab colour) {
    colours.add(colour);
  }

  int size() {
    return colours.size();
  }

  boolean isEmpty() {
    return colours.isEmpty();
  }

  List<Lab> colours() {
    return colours;
  }

  /** Median of each coordinate. */
  Lab median() {
    return new Lab(quantile(Lab::l, 0.5), quantile(Lab::a, 0.5), quantile(Lab::b, 0.5));
  }

  /** A quantile of any quantity; 0 if there are no colours. */
  double quantile(ToDoubleFunction<Lab> quantity, double share) {
    if (colours.isEmpty()) {
      return 0;
    }
    double[] values = new double[colours.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = quantity.applyAsDouble(colours.get(i));
    }
    Arrays.sort(values);
    return values[(int) Math.min(values.length - 1.0, share * values.length)];
  }

  /** These without the darkest and lightest share at either end. */
  Samples trimmed(double share) {
    List<Lab> sorted = new ArrayList<>(colours);
    sorted.sort(Comparator.comparingDouble(Lab::l));
    int cut = (int) (sorted.size() * share);
    Samples kept = new Samples();
    kept.colours.addAll(sorted.subList(cut, sorted.size() - cut));
    return kept;
  }

  /** Mean distance from a colour (CIE 1976). */
  double meanDistance(Lab from) {
    return colours.stream().mapToDouble(colour -> colour.deltaE76(from)).average().orElse(0);
  }

  /**
   * Groups of like colours by k-means from starting points spread over lightness, so that the same
   * colours always give the same groups.
   *
   * @param k how many groups, above 0
   * @return the groups that aren't empty
   */
  List<Samples> clusters(int k) {
    List<Lab> centres = new ArrayList<>();
    List<Lab> sorted = new ArrayList<>(colours);
    sorted.sort(
        Comparator.comparingDouble(Lab::l).thenComparingDouble(Lab::a).thenComparingDouble(Lab::b));
    for (int i = 0; i < k && !sorted.isEmpty(); i++) {
      centres.add(sorted.get((int) ((i + 0.5) / k * sorted.size())));
    }
    List<Samples> groups = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      groups.clear();
      for (int i = 0; i < centres.size(); i++) {
        groups.add(new Samples());
      }
      for (Lab colour : colours) {
        int best = 0;
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < centres.size(); i++) {
          double distance = colour.deltaE76(centres.get(i));
          if (distance < nearest) {
            nearest = distance;
            best = i;
          }
        }
        groups.get(best).add(colour);
      }
      for (int i = 0; i < centres.size(); i++) {
        if (!groups.get(i).isEmpty()) {
          centres.set(i, groups.get(i).mean());
        }
      }
    }
    groups.removeIf(Samples::isEmpty);
    return groups;
  }

  /** Mean of each coordinate. */
  Lab mean() {
    double l = 0;
    double a = 0;
    double b = 0;
    for (Lab colour : colours) {
      l += colour.l();
      a += colour.a();
      b += colour.b();
    }
    return new Lab(l / colours.size(), a / colours.size(), b / colours.size());
  }
}
