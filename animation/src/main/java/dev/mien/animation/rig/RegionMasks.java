package dev.mien.animation.rig;

import dev.mien.core.FaceRegion;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import java.util.EnumMap;
import java.util.Map;
import org.joml.Vector3f;

/**
 * Which vertices of a head's skin belong to which part of the face, found from landmarks. Regions
 * overlap as movements do: the fold between nose and mouth belongs to the cheek and to the mouth.
 */
public final class RegionMasks {

  private final Map<FaceRegion, boolean[]> masks = new EnumMap<>(FaceRegion.class);

  private RegionMasks() {}

  /**
   * Finds the regions of a skin.
   *
   * @param skin at rest
   */
  public static RegionMasks of(HeadSkin skin) {
    RegionMasks masks = new RegionMasks();
    FaceFrame face = new FaceFrame(skin);
    JawTissue jaw = new JawTissue(face);
    for (FaceRegion region : FaceRegion.values()) {
      boolean[] mask = new boolean[face.count];
      for (int v = 0; v < face.count; v++) {
        mask[v] = contains(face, jaw, region, v);
      }
      masks.masks.put(region, mask);
    }
    return masks;
  }

  /**
   * Whether a vertex belongs to a region.
   *
   * @param region which part of the face
   * @param vertex topological vertex of the skin's template
   */
  public boolean contains(FaceRegion region, int vertex) {
    boolean[] mask = masks.get(region);
    return mask != null && mask[vertex];
  }

  private static boolean contains(FaceFrame face, JawTissue jaw, FaceRegion region, int v) {
    double unit = face.iod;
    double x = face.x(v);
    double y = face.y(v);
    boolean left = x >= 0;
    Vector3f pupil = face.landmark(left ? Landmark.PUPIL_LEFT : Landmark.PUPIL_RIGHT);
    Vector3f subnasale = face.landmark(Landmark.SUBNASALE);
    Vector3f sellion = face.landmark(Landmark.SELLION);
    Vector3f menton = face.landmark(Landmark.MENTON);
    Vector3f stomion = face.landmark(Landmark.STOMION);
    boolean front = face.z(v) > face.skin.jawAxis().z;
    double aside = Math.abs(x);
    double eyeX = (x - pupil.x) / (0.62 * unit);
    double eyeY = (y - pupil.y) / (0.42 * unit);
    boolean eye = front && (face.eyeRing(v) > 0 || eyeX * eyeX + eyeY * eyeY < 1);
    boolean jawMoves = jaw.weight(v) > 0.01;
    return switch (region) {
      case BROW -> front && y > pupil.y + 0.08 * unit && face.eyeRing(v) < 3;
      case EYE, GAZE -> eye;
      case NOSE ->
          front
              && aside < 0.5 * unit
              && y > subnasale.y - 0.03 * unit
              && y < sellion.y + 0.3 * unit;
      case CHEEK ->
          front && aside > 0.2 * unit && y < pupil.y - 0.08 * unit && y > menton.y - 0.1 * unit;
      case MOUTH ->
          face.lipDistance[v] < 0.55 * unit && y < subnasale.y + 0.06 * unit && y > menton.y
              || face.template.cavity()[v] > 0;
      case CHIN ->
          front && aside < 0.75 * unit && y < stomion.y - 0.1 * unit && y > menton.y - 0.3 * unit;
      case JAW -> jawMoves || front && y < stomion.y && y > menton.y - 0.3 * unit;
      case NECK -> y < stomion.y - 0.1 * unit && jaw.weight(v) < 0.9;
      case HEAD -> true;
    };
  }
}
