package dev.mien.geometry.hair;

import dev.mien.geometry.head.Landmark;
import java.util.EnumMap;
import java.util.Map;
import org.joml.Vector3f;

/** The landmarks that hair needs, all of them known to be there. */
final class LandmarkPoints {

  private final Map<Landmark, Vector3f> points;

  /**
   * @throws IllegalArgumentException if one of {@link HairGenerator#REQUIRED} is missing
   */
  LandmarkPoints(Map<Landmark, Vector3f> landmarks) {
    points = new EnumMap<>(landmarks);
    for (Landmark required : Landmark.values()) {
      if (HairGenerator.REQUIRED.contains(required) && !points.containsKey(required)) {
        throw new IllegalArgumentException("landmarks has no " + required);
      }
    }
  }

  /** Position, metres; not to be changed. */
  Vector3f get(Landmark which) {
    Vector3f point = points.get(which);
    if (point == null) {
      throw new IllegalStateException(which + " isn't among the required landmarks");
    }
    return point;
  }
}
