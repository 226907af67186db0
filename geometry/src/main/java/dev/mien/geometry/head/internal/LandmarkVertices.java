package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.Landmark;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** The vertex at which each landmark of the skin lies; the eyeballs' own points aren't here. */
public final class LandmarkVertices {

  private final NeutralHead head;
  private final Map<Landmark, Integer> vertices = new EnumMap<>(Landmark.class);

  private LandmarkVertices(NeutralHead head) {
    this.head = head;
    HalfCage cage = head.half;
    put(Landmark.VERTEX, best(this::midline, this::y));
    put(Landmark.TRICHION, best(v -> midline(v) && z(v) > 0, v -> -Math.abs(y(v) - 7.4)));
    put(Landmark.GLABELLA, best(v -> front(v) && y(v) > 1.2 && y(v) < 3.2, this::z));
    put(Landmark.SELLION, best(v -> front(v) && y(v) > -0.6 && y(v) < 1.8, v -> -z(v)));
    put(Landmark.PRONASALE, best(v -> front(v) && y(v) > -5 && y(v) < -2, this::z));
    put(Landmark.SUBNASALE, cage.at("m0", 0));
    put(Landmark.LABIALE_SUPERIUS, cage.mouthLoops.get(4)[0]);
    put(Landmark.STOMION, cage.mouthLoops.get(7)[0]);
    put(Landmark.LABIALE_INFERIUS, cage.mouthLoops.get(4)[12]);
    put(
        Landmark.SUBLABIALE,
        best(v -> front(v) && outside(v) && y(v) > -9.4 && y(v) < -7.5, v -> -z(v)));
    put(Landmark.POGONION, best(v -> front(v) && y(v) > -10.8 && y(v) < -9, this::z));
    put(
        Landmark.MENTON,
        best(v -> front(v) && y(v) < -9.5 && y(v) > -12.5, v -> 0.5 * z(v) - y(v)));
    put(Landmark.CERVICALE, cage.at("c3", 0));
    put(Landmark.OPISTHOCRANION, best(v -> midline(v) && y(v) > -4, v -> -z(v)));
    pair(Landmark.ENDOCANTHION_LEFT, cage.eyeLoops.get(4)[0]);
    pair(Landmark.EXOCANTHION_LEFT, cage.eyeLoops.get(4)[8]);
    pair(Landmark.ALARE_LEFT, cage.at("n1", 3));
    pair(Landmark.CHEILION_LEFT, cage.mouthLoops.get(4)[6]);
    pair(
        Landmark.ZYGION_LEFT,
        best(v -> noEar(v) && y(v) > -3.2 && y(v) < -0.5 && z(v) > 2.5 && z(v) < 7, this::x));
    pair(
        Landmark.GONION_LEFT,
        best(this::noEar, v -> -Math.hypot(Math.hypot(x(v) - 5.0, y(v) + 7.9), z(v) - 1.9)));
    pair(Landmark.TRAGION_LEFT, cage.earLoops.get(1)[1]);
    pair(Landmark.SUPERAURALE_LEFT, best(v -> ear(v), this::y));
    pair(Landmark.SUBAURALE_LEFT, best(v -> ear(v), v -> -y(v)));
    pair(Landmark.EURYON_LEFT, best(v -> noEar(v) && y(v) > 1, this::x));
  }

  private static final class Holder {
    static final Map<Landmark, Integer> VERTICES =
        Collections.unmodifiableMap(new LandmarkVertices(NeutralHead.get()).vertices);
  }

  /** Vertex of each landmark, in the order of the landmarks. */
  public static Map<Landmark, Integer> get() {
    return Holder.VERTICES;
  }

  private void put(Landmark landmark, int vertex) {
    vertices.put(landmark, vertex);
  }

  private void pair(Landmark left, int vertex) {
    vertices.put(left, vertex);
    vertices.put(Landmark.valueOf(left.name().replace("_LEFT", "_RIGHT")), head.mirror[vertex]);
  }

  private int best(IntPredicate eligible, IntToDoubleFunction score) {
    int winner = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < head.cageCount; v++) {
      if (x(v) >= 0 && eligible.test(v)) {
        double s = score.applyAsDouble(v);
        if (s > most) {
          most = s;
          winner = v;
        }
      }
    }
    if (winner < 0) {
      throw new IllegalStateException("the neutral head has no vertex for a landmark");
    }
    return winner;
  }

  private boolean midline(int v) {
    return head.mirror[v] == v && outside(v);
  }

  private boolean front(int v) {
    return midline(v) && z(v) > 6.5;
  }

  private boolean outside(int v) {
    return head.attributes[v][HalfCage.CAVITY] == 0;
  }

  private boolean ear(int v) {
    return head.attributes[v][HalfCage.EAR] > 1.5;
  }

  private boolean noEar(int v) {
    return head.attributes[v][HalfCage.EAR] == 0 && outside(v);
  }

  private double x(int v) {
    return head.positions[3 * v];
  }

  private double y(int v) {
    return head.positions[3 * v + 1];
  }

  private double z(int v) {
    return head.positions[3 * v + 2];
  }
}
