package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.Landmark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The displacement fields sampled on the neutral head's left half, and where on it each dimension
 * is measured. Made once; immutable by convention.
 */
final class ShapeBasis {

  /** Name of the probe that is no vertex of the skin: the left eyeball's centre, later its apex. */
  private static final String EYE = "cornea";

  private static final double EAR_X = 6.9;
  private static final double EAR_Y = -1.4;
  private static final double EAR_Z = 0.3;

  /** Parameters in the table's order. */
  final List<Dimension> dimensions = ShapeTables.dimensions();

  /** Index of each parameter. */
  final Map<String, Integer> index = new LinkedHashMap<>();

  /** Vertices of the left half, the midline included, rising. */
  final int[] left;

  /** Per parameter the displacements of {@link #left} and, last, the left eyeball's centre. */
  final float[][] fields;

  /** Indices of the parameters whose norm is measured on the skin. */
  final int[] normed;

  /** How each of {@link #normed} is measured. */
  final Measure[] measures;

  /** Places of each measure's probes among {@link #probeRest}; -1 is the origin. */
  final int[][] probes;

  /** x, y, z of every probe of the neutral head, centimetres; first the left eyeball's centre. */
  final double[] probeRest;

  /** Per parameter the displacements of the probes. */
  final double[][] probeFields;

  private final NeutralHead head;
  private final int[] slot;

  private static final class Holder {
    static final ShapeBasis INSTANCE = new ShapeBasis(NeutralHead.get());
  }

  /** The only instance, made at the first call. */
  static ShapeBasis get() {
    return Holder.INSTANCE;
  }

  private ShapeBasis(NeutralHead head) {
    this.head = head;
    int n = head.attributes.length;
    slot = new int[n];
    List<Integer> lefts = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      if (head.mirror[v] == v || isLeft(v)) {
        slot[v] = lefts.size();
        lefts.add(v);
      } else {
        slot[v] = -1;
      }
    }
    left = lefts.stream().mapToInt(Integer::intValue).toArray();
    Map<String, ShapeField> known = ShapeFields.all();
    fields = new float[dimensions.size()][];
    double[] normals = normals();
    EvenStretch stretch = new EvenStretch(head, left, slot);
    List<Integer> norms = new ArrayList<>();
    for (int k = 0; k < dimensions.size(); k++) {
      Dimension d = dimensions.get(k);
      index.put(d.id(), k);
      ShapeField field = known.get(d.id());
      if (field != null) {
        fields[k] = sample(field, normals, d.id().startsWith("ear."));
        if (EvenStretch.FIELDS.contains(d.id())) {
          stretch.apply(fields[k]);
        }
      } else if (Simplified.FIELDS.contains(d.id())) {
        fields[k] = Simplified.displacement(head, left, d.id());
      } else {
        throw new IllegalStateException("dimensions.tsv names " + d.id() + ", which has no field");
      }
      if (d.hasNorm() && Measure.parse(d.measure()).ofSkin()) {
        norms.add(k);
      }
    }
    normed = norms.stream().mapToInt(Integer::intValue).toArray();
    measures = new Measure[normed.length];
    probes = new int[normed.length][];
    Map<String, Integer> places = new LinkedHashMap<>();
    places.put(EYE, 0);
    for (int i = 0; i < normed.length; i++) {
      measures[i] = Measure.parse(dimensions.get(normed[i]).measure());
      probes[i] =
          measures[i].probes().stream()
              .mapToInt(
                  name -> name.equals("0") ? -1 : places.computeIfAbsent(name, k -> places.size()))
              .toArray();
    }
    probeRest = new double[3 * places.size()];
    probeFields = new double[dimensions.size()][probeRest.length];
    places.forEach(this::fillProbe);
  }

  private void fillProbe(String name, int place) {
    boolean eye = name.equals(EYE);
    int at = eye ? left.length : locate(name);
    for (int c = 0; c < 3; c++) {
      probeRest[3 * place + c] =
          eye
              ? new double[] {Sculpt.EYE_X, Sculpt.EYE_Y, Sculpt.EYE_Z}[c]
              : head.positions[3 * left[at] + c];
      for (int k = 0; k < fields.length; k++) {
        probeFields[k][3 * place + c] = fields[k][3 * at + c];
      }
    }
  }

  /** Vertex of a probe; -1 for the eyeball's. */
  int vertexOf(String probe) {
    return probe.equals(EYE) ? -1 : left[locate(probe)];
  }

  /** Place of a parameter among {@link #dimensions}. */
  int indexOf(String parameter) {
    Integer found = index.get(parameter);
    if (found == null) {
      throw new IllegalArgumentException("there is no parameter " + parameter);
    }
    return found;
  }

  /** Place of a parameter among {@link #normed}. */
  int rowOf(String parameter) {
    for (int i = 0; i < normed.length; i++) {
      if (dimensions.get(normed[i]).id().equals(parameter)) {
        return i;
      }
    }
    throw new IllegalArgumentException(parameter + " has no norm that is measured on the skin");
  }

  private boolean isLeft(int v) {
    double x = head.positions[3 * v];
    return x > 0 || (x == 0 && v < head.mirror[v]);
  }

  private int locate(String name) {
    HalfCage cage = head.half;
    int v =
        switch (name) {
          case "frontotemporale" -> nearest(5.6, 3.0, 5.9);
          case "chin" -> nearest(1.9, -10.1, 8.9);
          case "neckSide" -> nearest(5.2, -13.6, -0.5);
          case "suprasternale" -> nearest(0, -20.2, 4.6);
          case "deltoid" -> nearest(21.5, -22.0, -2.5);
          case "columella" -> cage.at("n2", 0);
          case "maxillofrontale" -> nearest(1.07, 0.0, 9.0);
          case "orbitalRim" -> nearest(4.97, 0.06, 6.7);
          case "brow" -> nearest(2.9, 1.9, 8.9);
          case "helix" -> cage.earLoops.get(3)[9];
          case "tragus" -> cage.earLoops.get(2)[1];
          case "incisura" -> cage.earLoops.get(5)[15];
          case "lidUpper" -> cage.eyeLoops.get(4)[4];
          case "lidLower" -> cage.eyeLoops.get(4)[12];
          default -> Objects.requireNonNull(LandmarkVertices.get().get(Landmark.valueOf(name)));
        };
    return slot[v];
  }

  private int nearest(double x, double y, double z) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int v = 0; v < head.cageCount; v++) {
      if (slot[v] >= 0 && head.attributes[v][HalfCage.EAR] == 0) {
        double a = head.positions[3 * v] - x;
        double b = head.positions[3 * v + 1] - y;
        double c = head.positions[3 * v + 2] - z;
        double d = a * a + b * b + c * c;
        if (d < least) {
          least = d;
          best = v;
        }
      }
    }
    return best;
  }

  private double[] normals() {
    double[] p = head.positions;
    double[] n = new double[p.length];
    for (int[] q : head.quads) {
      int a = 3 * q[0];
      int b = 3 * q[1];
      int c = 3 * q[2];
      int d = 3 * q[3];
      double ux = p[c] - p[a];
      double uy = p[c + 1] - p[a + 1];
      double uz = p[c + 2] - p[a + 2];
      double vx = p[d] - p[b];
      double vy = p[d + 1] - p[b + 1];
      double vz = p[d + 2] - p[b + 2];
      for (int v : q) {
        n[3 * v] += uy * vz - uz * vy;
        n[3 * v + 1] += uz * vx - ux * vz;
        n[3 * v + 2] += ux * vy - uy * vx;
      }
    }
    for (int i = 0; i < n.length; i += 3) {
      double length = Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]) + 1e-12;
      n[i] /= length;
      n[i + 1] /= length;
      n[i + 2] /= length;
    }
    return n;
  }

  private float[] sample(ShapeField field, double[] normals, boolean ofEar) {
    float[] values = new float[3 * left.length + 3];
    SkinPoint p = new SkinPoint();
    for (int i = 0; i <= left.length; i++) {
      p.clear();
      if (i < left.length) {
        load(p, left[i], normals);
        if (!ofEar && p.ear > 0) {
          // what moves the head's side takes the whole ear along
          double rigid = Math.min(1, p.ear / 2);
          p.x += rigid * (EAR_X - p.x);
          p.y += rigid * (EAR_Y - p.y);
          p.z += rigid * (EAR_Z - p.z);
        }
      } else {
        p.x = Sculpt.EYE_X;
        p.y = Sculpt.EYE_Y;
        // the eyeball goes where its lids go
        p.z = Sculpt.EYE_Z + Sculpt.EYE_RADIUS;
        p.nx = 0;
        p.ny = 0;
        p.nz = 1;
        p.eyeRing = 0;
        p.mouthRing = 0;
        p.ear = 0;
        p.eyeCentre = true;
      }
      field.displace(p);
      boolean midline = i < left.length && head.mirror[left[i]] == left[i];
      values[3 * i] = midline ? 0 : (float) p.dx;
      values[3 * i + 1] = (float) p.dy;
      values[3 * i + 2] = (float) p.dz;
    }
    return values;
  }

  private void load(SkinPoint p, int v, double[] normals) {
    double[] a = head.attributes[v];
    p.x = head.positions[3 * v];
    p.y = head.positions[3 * v + 1];
    p.z = head.positions[3 * v + 2];
    p.nx = normals[3 * v];
    p.ny = normals[3 * v + 1];
    p.nz = normals[3 * v + 2];
    p.eyeRing = a[HalfCage.EYE_RING];
    p.eyeUp = a[HalfCage.EYE_UP];
    p.mouthRing = a[HalfCage.MOUTH_RING];
    p.mouthAngle = a[HalfCage.MOUTH_ANGLE];
    p.ear = a[HalfCage.EAR];
    p.eyeCentre = false;
  }
}
