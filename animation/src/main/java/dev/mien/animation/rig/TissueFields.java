package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.animation.action.Mirror;
import dev.mien.animation.internal.TsvRows;
import dev.mien.animation.muscle.LinearMuscle;
import dev.mien.animation.muscle.Muscle;
import dev.mien.animation.muscle.SheetMuscle;
import dev.mien.animation.muscle.SphincterMuscle;
import dev.mien.core.BadFileException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The movements of soft tissue that the two tables describe, laid on one face. */
final class TissueFields {

  private enum Kind {
    PULL,
    SHEET,
    SPHINCTER,
    BULGE,
    FOLD
  }

  private record JointRow(
      String joint, Anchor anchor, double[] radii, FieldMask mask, boolean slides) {}

  private record MuscleRow(
      String muscle,
      Kind kind,
      Anchor from,
      Optional<Anchor> to,
      double[] size,
      double[] amount,
      FieldMask mask) {}

  private record JointField(Field weights, boolean slides) {}

  private static final List<JointRow> JOINTS =
      TsvRows.bundled(
          TissueFields.class,
          "soft-joints.tsv",
          List.of("joint", "anchor", "radii", "mask", "slides"),
          TissueFields::jointRow);
  private static final List<MuscleRow> MUSCLES =
      TsvRows.bundled(
          TissueFields.class,
          "muscles.tsv",
          List.of("muscle", "kind", "from", "to", "size", "amount", "mask"),
          TissueFields::muscleRow);

  /** Weights below this aren't kept. */
  private static final double LEAST = 0.004;

  private static final int FOLD_STEPS = 6;

  /** Over what distance the surface that skin slides on is smoothed, inter-ocular distances. */
  private static final double SLIDING_REACH = 0.11;

  private final FaceFrame face;
  private final Map<String, JointField> joints = new LinkedHashMap<>();
  private final Map<String, Field> muscles = new LinkedHashMap<>();

  /** What skin slides on, from right to left: x, y, z and the normal of each vertex. */
  private final double[] ground;

  private final double[] restHeights;

  TissueFields(FaceFrame face) {
    this.face = face;
    for (JointRow row : JOINTS) {
      joints.put(row.joint(), new JointField(weights(row, row.anchor()), row.slides()));
      if (!Mirror.name(row.joint()).equals(row.joint())) {
        joints.put(
            Mirror.name(row.joint()),
            new JointField(weights(row, row.anchor().mirrored()), row.slides()));
      }
    }
    boolean[] slides = new boolean[face.count];
    for (JointField joint : joints.values()) {
      if (joint.slides()) {
        for (int v : joint.weights().vertices) {
          slides[v] = face.template.projection()[v] > 0.5f;
        }
      }
    }
    int[] found =
        IntStream.range(0, face.count)
            .filter(v -> slides[v])
            .boxed()
            .sorted(Comparator.comparingDouble(face::x))
            .mapToInt(Integer::intValue)
            .toArray();
    ground = new double[6 * found.length];
    for (int i = 0; i < found.length; i++) {
      System.arraycopy(face.rest, 3 * found[i], ground, 6 * i, 3);
      System.arraycopy(face.normal, 3 * found[i], ground, 6 * i + 3, 3);
    }
    restHeights = new double[face.count];
    Arrays.fill(restHeights, Double.NaN);
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (MuscleRow row : MUSCLES) {
      add(row, false, sums.computeIfAbsent(row.muscle(), name -> new double[3 * face.count]));
      if (!Mirror.name(row.muscle()).equals(row.muscle())) {
        add(
            row,
            true,
            sums.computeIfAbsent(Mirror.name(row.muscle()), name -> new double[3 * face.count]));
      }
    }
    sums.forEach((name, sum) -> muscles.put(name, sparse(sum)));
  }

  /** Names of all muscles of the table, both sides. */
  Set<String> muscleNames() {
    return muscles.keySet();
  }

  /** Names of all joints of the table, both sides. */
  Set<String> jointNames() {
    return joints.keySet();
  }

  /** Adds what joints and muscles of the tables do in a pose. */
  void add(FacePose pose, double[] displacement) {
    double[] sliding = new double[0];
    for (Map.Entry<String, JointField> entry : joints.entrySet()) {
      double tx = pose.joint(entry.getKey(), JointAxis.TX) * face.iod;
      double ty = pose.joint(entry.getKey(), JointAxis.TY) * face.iod;
      double tz = pose.joint(entry.getKey(), JointAxis.TZ) * face.iod;
      if (tx == 0 && ty == 0 && tz == 0) {
        continue;
      }
      if (entry.getValue().slides()) {
        if (sliding.length == 0) {
          sliding = new double[3 * face.count];
        }
        entry.getValue().weights().addTranslation(tx, ty, tz, sliding);
      } else {
        entry.getValue().weights().addTranslation(tx, ty, tz, displacement);
      }
    }
    if (sliding.length > 0) {
      slide(sliding, displacement);
    }
    for (Map.Entry<String, Float> muscle : pose.muscles().entrySet()) {
      Field field = muscles.get(muscle.getKey());
      if (field != null) {
        field.addScaled(muscle.getValue(), displacement);
      }
    }
  }

  /** Adds movements after taking them back to the surface that they left. */
  private void slide(double[] sliding, double[] displacement) {
    for (int v = 0; v < face.count; v++) {
      int i = 3 * v;
      double dx = sliding[i];
      double dy = sliding[i + 1];
      double dz = sliding[i + 2];
      double squared = dx * dx + dy * dy + dz * dz;
      if (squared == 0) {
        continue;
      }
      double w = FaceFrame.smooth(0, 1, face.template.projection()[v]);
      if (w > 0 && squared > 1e-8) {
        double off = height(i, dx, dy, dz) - restHeight(v);
        dx -= w * off * face.normal[i];
        dy -= w * off * face.normal[i + 1];
        dz -= w * off * face.normal[i + 2];
      }
      displacement[i] += dx;
      displacement[i + 1] += dy;
      displacement[i + 2] += dz;
    }
  }

  /** As {@link #height} where a vertex is at rest; every pose asks for the same. */
  private double restHeight(int v) {
    double known = restHeights[v];
    if (Double.isNaN(known)) {
      // threads may both compute it; they write the same value
      known = height(3 * v, 0, 0, 0);
      restHeights[v] = known;
    }
    return known;
  }

  /** Height of a moved vertex over the planes of the vertices round it. */
  private double height(int i, double dx, double dy, double dz) {
    double x = face.rest[i] + dx;
    double y = face.rest[i + 1] + dy;
    double z = face.rest[i + 2] + dz;
    double width = SLIDING_REACH * SLIDING_REACH * face.iod * face.iod;
    double reach = Math.sqrt(7 * width);
    double sum = 0;
    double off = 0;
    for (int g = groundFrom(x - reach); g < ground.length && ground[g] < x + reach; g += 6) {
      double px = x - ground[g];
      double py = y - ground[g + 1];
      double pz = z - ground[g + 2];
      double d = px * px + py * py + pz * pz;
      if (d < 7 * width) {
        double w = Math.exp(-d / width);
        sum += w;
        off += w * (px * ground[g + 3] + py * ground[g + 4] + pz * ground[g + 5]);
      }
    }
    return sum > 0 ? off / sum : 0;
  }

  /** Where the ground begins to lie left of a sagittal plane. */
  private int groundFrom(double x) {
    int low = 0;
    int high = ground.length / 6;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ground[6 * middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 6 * low;
  }

  private Field weights(JointRow row, Anchor anchor) {
    double[] centre = anchor.onSkin(face);
    Field.Builder field = new Field.Builder();
    for (int v = 0; v < face.count; v++) {
      double w = gauss(v, centre, row.radii());
      if (w > LEAST) {
        w = (w - LEAST) / (1 - LEAST) * row.mask().at(face, v);
        if (w > 0) {
          field.add(v, w);
        }
      }
    }
    return field.build();
  }

  private double gauss(int v, double[] centre, double[] radii) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = (face.rest[3 * v + c] - centre[c]) / (radii[c] * face.iod);
      sum += d * d;
    }
    return sum > 6 ? 0 : Math.exp(-sum);
  }

  private void add(MuscleRow row, boolean mirror, double[] sum) {
    Anchor from = mirror ? row.from().mirrored() : row.from();
    Optional<Anchor> to = mirror ? row.to().map(Anchor::mirrored) : row.to();
    switch (row.kind()) {
      case BULGE -> bulge(row, from.onSkin(face), sum);
      case FOLD -> fold(row, from.onSkin(face), to.orElseThrow().onSkin(face), mirror, sum);
      case PULL -> {
        double[] start = from.point(face);
        double[] end = to.orElseThrow().point(face);
        double length = Math.sqrt(squared(start, end));
        Muscle muscle =
            new LinearMuscle(
                start,
                end,
                row.size()[0],
                row.size()[1] * length,
                row.size()[2] * length,
                LinearMuscle.Form.PROGRAM);
        contract(row, muscle, row.amount()[0], sum);
      }
      case SHEET -> {
        Muscle muscle =
            new SheetMuscle(
                from.onSkin(face),
                to.orElseThrow().onSkin(face),
                new double[] {1, 0, 0},
                row.size()[0] * face.iod);
        contract(row, muscle, row.amount()[0] * face.iod, sum);
      }
      case SPHINCTER -> {
        Muscle muscle =
            new SphincterMuscle(
                from.onSkin(face),
                row.size()[0] * face.iod,
                row.size()[1] * face.iod,
                row.amount()[1] / row.amount()[0] * face.iod);
        contract(row, muscle, row.amount()[0], sum);
      }
    }
  }

  private void contract(MuscleRow row, Muscle muscle, double amount, double[] sum) {
    double[] moved = new double[3];
    for (int v = 0; v < face.count; v++) {
      if (face.z(v) < 0) {
        continue;
      }
      Arrays.fill(moved, 0);
      muscle.displace(face.x(v), face.y(v), face.z(v), amount, moved, 0);
      if (moved[0] != 0 || moved[1] != 0 || moved[2] != 0) {
        double w = row.mask().at(face, v);
        for (int c = 0; c < 3; c++) {
          sum[3 * v + c] += w * moved[c];
        }
      }
    }
  }

  private void bulge(MuscleRow row, double[] centre, double[] sum) {
    for (int v = 0; v < face.count; v++) {
      double w = gauss(v, centre, row.size());
      if (w > LEAST) {
        w *= row.mask().at(face, v) * row.amount()[0] * face.iod;
        for (int c = 0; c < 3; c++) {
          sum[3 * v + c] += w * face.normal[3 * v + c];
        }
      }
    }
  }

  /** A furrow along a line on the skin with a ridge beside it. */
  private void fold(MuscleRow row, double[] from, double[] to, boolean mirror, double[] sum) {
    double[][] line = new double[FOLD_STEPS + 1][];
    for (int i = 0; i <= FOLD_STEPS; i++) {
      double t = (double) i / FOLD_STEPS;
      double[] p = new double[3];
      for (int c = 0; c < 3; c++) {
        p[c] = from[c] + t * (to[c] - from[c]);
      }
      line[i] = Anchor.onSkin(face, p);
    }
    double width = row.size()[0] * face.iod;
    double reach = 4 * width;
    double depth = row.amount()[0] * face.iod;
    double bound = Math.sqrt(squared(from, to)) / 2 + reach;
    double[] middle = line[FOLD_STEPS / 2];
    boolean midline = Math.abs(from[0] + to[0]) < 0.02 * face.iod && from[0] * to[0] < 0;
    for (int v = 0; v < face.count; v++) {
      double[] p = {face.x(v), face.y(v), face.z(v)};
      if (squared(p, middle) > bound * bound) {
        continue;
      }
      double best = Double.POSITIVE_INFINITY;
      double along = 0;
      int segment = 0;
      for (int i = 0; i < FOLD_STEPS; i++) {
        double t = project(p, line[i], line[i + 1]);
        double clamped = Math.max(0, Math.min(1, t));
        double d = 0;
        for (int c = 0; c < 3; c++) {
          double q = p[c] - line[i][c] - clamped * (line[i + 1][c] - line[i][c]);
          d += q * q;
        }
        if (d < best) {
          best = d;
          segment = i;
          along = (i + clamped) / FOLD_STEPS;
        }
      }
      double distance = Math.sqrt(best);
      if (distance > reach) {
        continue;
      }
      double side = midline ? 0 : side(v, p, line[segment], line[segment + 1], mirror);
      double q = distance / width;
      double furrow = -Math.exp(-q * q);
      double ridge =
          0.75 * Math.exp(-(q - 1.6) * (q - 1.6) / 0.8) * (midline ? 0.4 : side > 0 ? 1 : 0.1);
      double ends = FaceFrame.smooth(-0.02, 0.45, along) * FaceFrame.smooth(1.02, 0.55, along);
      double w = depth * (furrow + ridge) * ends * row.mask().at(face, v);
      for (int c = 0; c < 3; c++) {
        sum[3 * v + c] += w * face.normal[3 * v + c];
      }
    }
  }

  /** Above 0 on the right-hand side of the way from a to b, seen from outside. */
  private double side(int v, double[] p, double[] a, double[] b, boolean mirror) {
    double nx = face.normal[3 * v];
    double ny = face.normal[3 * v + 1];
    double nz = face.normal[3 * v + 2];
    double tx = b[0] - a[0];
    double ty = b[1] - a[1];
    double tz = b[2] - a[2];
    double rx = ty * nz - tz * ny;
    double ry = tz * nx - tx * nz;
    double rz = tx * ny - ty * nx;
    double s = (p[0] - a[0]) * rx + (p[1] - a[1]) * ry + (p[2] - a[2]) * rz;
    return mirror ? -s : s;
  }

  private static double project(double[] p, double[] a, double[] b) {
    double dot = 0;
    double length = 0;
    for (int c = 0; c < 3; c++) {
      dot += (p[c] - a[c]) * (b[c] - a[c]);
      length += (b[c] - a[c]) * (b[c] - a[c]);
    }
    return length > 0 ? dot / length : 0;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
  }

  private Field sparse(double[] sum) {
    Field.Builder field = new Field.Builder();
    for (int v = 0; v < face.count; v++) {
      double x = sum[3 * v];
      double y = sum[3 * v + 1];
      double z = sum[3 * v + 2];
      if (x * x + y * y + z * z > 1e-12) {
        field.add(v, x, y, z);
      }
    }
    return field.build();
  }

  private static JointRow jointRow(TsvRows.Row row) throws BadFileException {
    try {
      double[] radii = Anchor.numbers(row.text(2));
      if (radii.length != 3) {
        throw row.fault("'" + row.text(2) + "', expected three radii");
      }
      return new JointRow(
          row.text(0),
          Anchor.parse(row.text(1)),
          radii,
          FieldMask.of(row.text(3)),
          row.number(4) != 0);
    } catch (IllegalArgumentException e) {
      throw row.fault(String.valueOf(e.getMessage()));
    }
  }

  private static MuscleRow muscleRow(TsvRows.Row row) throws BadFileException {
    try {
      Kind kind = Kind.valueOf(row.text(1).toUpperCase(Locale.ROOT));
      boolean line = kind == Kind.PULL || kind == Kind.SHEET || kind == Kind.FOLD;
      if (line == row.text(3).isEmpty()) {
        throw row.fault(
            kind + (line ? " needs a place to go to" : " has no place to go to, expected none"));
      }
      double[] size = Anchor.numbers(row.text(4));
      double[] amount = Anchor.numbers(row.text(5));
      int sizes =
          switch (kind) {
            case PULL, BULGE -> 3;
            case SPHINCTER -> 2;
            case SHEET, FOLD -> 1;
          };
      int amounts = kind == Kind.SPHINCTER ? 2 : 1;
      if (size.length != sizes || amount.length != amounts) {
        throw row.fault(kind + " needs " + sizes + " sizes and " + amounts + " amounts");
      }
      Optional<Anchor> to = line ? Optional.of(Anchor.parse(row.text(3))) : Optional.empty();
      return new MuscleRow(
          row.text(0),
          kind,
          Anchor.parse(row.text(2)),
          to,
          size,
          amount,
          FieldMask.of(row.text(6)));
    } catch (IllegalArgumentException e) {
      throw row.fault(String.valueOf(e.getMessage()));
    }
  }
}
