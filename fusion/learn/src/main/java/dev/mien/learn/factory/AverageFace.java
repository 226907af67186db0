package dev.mien.learn.factory;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Split;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joml.Vector3f;

/** The layout of the built-in head: its template, the average of its people, and regions. */
final class AverageFace {

  /** People who are averaged. */
  private static final int AVERAGED = 512;

  private static final Map<String, Landmark[]> REGIONS = regions();

  private AverageFace() {}

  /** Name and version of the template that truth moves. */
  static String template() {
    return "mien-" + SkinTemplate.TEMPLATE_VERSION + "/" + Sitter.LEVEL;
  }

  /** Averages the first people to learn from. */
  static FaceLayout of(FactoryRecipe recipe) {
    People people = new People(recipe);
    SkinTemplate template = SkinTemplate.of(Sitter.LEVEL);
    int count = Math.min(AVERAGED, recipe.train());
    double[] sum = new double[3 * template.vertexCount()];
    for (int i = 0; i < count; i++) {
      Attributes who = people.of(Split.TRAIN, i);
      HeadSkin skin = HeadSkin.build(who, people.seed(Split.TRAIN, i), Sitter.LEVEL);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += skin.positions()[j];
      }
    }
    float[] mean = new float[sum.length];
    for (int j = 0; j < sum.length; j++) {
      mean[j] = (float) (sum[j] / count);
    }
    return around(mean);
  }

  /** The layout of a given average. */
  static FaceLayout around(float[] mean) {
    SkinTemplate template = SkinTemplate.of(Sitter.LEVEL);
    int[] of = template.vertexOf();
    int[] triangles = new int[template.triangles().length];
    for (int i = 0; i < triangles.length; i++) {
      triangles[i] = of[template.triangles()[i]];
    }
    float[] uvs = new float[2 * template.vertexCount()];
    for (int i = of.length - 1; i >= 0; i--) {
      uvs[2 * of[i]] = template.uvs()[2 * i];
      uvs[2 * of[i] + 1] = template.uvs()[2 * i + 1];
    }
    return new FaceLayout(template(), mean, triangles, uvs, weights(template, mean));
  }

  private static Map<String, Landmark[]> regions() {
    Map<String, Landmark[]> regions = new LinkedHashMap<>();
    regions.put(
        "eyes",
        new Landmark[] {
          Landmark.ENDOCANTHION_LEFT,
          Landmark.ENDOCANTHION_RIGHT,
          Landmark.EXOCANTHION_LEFT,
          Landmark.EXOCANTHION_RIGHT,
          Landmark.PUPIL_LEFT,
          Landmark.PUPIL_RIGHT
        });
    regions.put(
        "nose",
        new Landmark[] {
          Landmark.SELLION,
          Landmark.PRONASALE,
          Landmark.SUBNASALE,
          Landmark.ALARE_LEFT,
          Landmark.ALARE_RIGHT
        });
    regions.put(
        "mouth",
        new Landmark[] {
          Landmark.LABIALE_SUPERIUS,
          Landmark.STOMION,
          Landmark.LABIALE_INFERIUS,
          Landmark.CHEILION_LEFT,
          Landmark.CHEILION_RIGHT
        });
    regions.put("chin", new Landmark[] {Landmark.SUBLABIALE, Landmark.POGONION, Landmark.MENTON});
    regions.put("forehead", new Landmark[] {Landmark.GLABELLA, Landmark.TRICHION});
    regions.put(
        "cheeks",
        new Landmark[] {
          Landmark.ZYGION_LEFT, Landmark.ZYGION_RIGHT, Landmark.GONION_LEFT, Landmark.GONION_RIGHT
        });
    return regions;
  }

  private static Map<String, float[]> weights(SkinTemplate template, float[] mean) {
    // the default head's landmarks lie near enough to the average's
    HeadSkin skin = HeadSkin.build(Attributes.DEFAULTS, 0, Sitter.LEVEL);
    Map<Landmark, Vector3f> at = new EnumMap<>(Landmark.class);
    for (Landmark landmark : Landmark.values()) {
      at.put(landmark, skin.landmark(landmark));
    }
    float ears = skin.landmark(Landmark.TRAGION_LEFT).z;
    float top = skin.landmark(Landmark.TRICHION).y + 0.01f;
    float bottom = skin.landmark(Landmark.MENTON).y - 0.015f;
    int count = template.vertexCount();
    Map<String, float[]> weights = new LinkedHashMap<>();
    weights.put(FaceLayout.FACE, new float[count]);
    REGIONS.keySet().forEach(name -> weights.put(name, new float[count]));
    for (String name : new String[] {"ears", "skull", "neck"}) {
      weights.put(name, new float[count]);
    }
    for (int v = 0; v < count; v++) {
      if (template.cavity()[v] > 0 || template.nostril()[v] > 0 || template.eyeRing()[v] >= 6) {
        continue;
      }
      String region;
      float y = mean[3 * v + 1];
      if (template.ear()[v] > 0) {
        region = "ears";
      } else if (mean[3 * v + 2] <= ears || y >= top || y <= bottom) {
        region = y <= bottom ? "neck" : "skull";
      } else {
        region = nearest(at, mean, v);
        put(weights, FaceLayout.FACE, v);
      }
      put(weights, region, v);
    }
    return weights;
  }

  private static void put(Map<String, float[]> weights, String region, int vertex) {
    weights.computeIfPresent(
        region,
        (name, array) -> {
          array[vertex] = 1;
          return array;
        });
  }

  private static String nearest(Map<Landmark, Vector3f> at, float[] mean, int v) {
    String best = FaceLayout.FACE;
    float least = Float.MAX_VALUE;
    for (Map.Entry<String, Landmark[]> region : REGIONS.entrySet()) {
      for (Landmark landmark : region.getValue()) {
        Vector3f point = at.getOrDefault(landmark, new Vector3f());
        float distance = point.distanceSquared(mean[3 * v], mean[3 * v + 1], mean[3 * v + 2]);
        if (distance < least) {
          least = distance;
          best = region.getKey();
        }
      }
    }
    return best;
  }
}
