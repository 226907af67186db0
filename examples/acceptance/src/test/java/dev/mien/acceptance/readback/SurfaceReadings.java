package dev.mien.acceptance.readback;

import dev.mien.animation.Avatar;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.eye.EyeParts;
import dev.mien.geometry.hair.HairGenerator;
import dev.mien.geometry.hair.HairOptions;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.skin.SkinMaps;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.joml.Vector3f;

/** Amounts of hair, brows, lashes, skin, make-up and light, from parts, maps and pictures. */
final class SurfaceReadings {

  private static final Attributes BARE =
      Attributes.DEFAULTS
          .withAmount("face.asymmetry", 0)
          .withChoice("hair.style", "bald")
          .withChoice("clothing", "none");

  /** None of the skin-painting attributes moves the skin: one is enough. */
  private static final HeadSkin SKIN = HeadSkin.build(BARE, 3, LevelOfDetail.MEDIUM);

  private static final int SIZE = 96;

  private final Map<String, AmountReading> all;

  private SurfaceReadings(Map<String, AmountReading> all) {
    this.all = all;
  }

  static void add(Map<String, AmountReading> all) {
    SurfaceReadings readings = new SurfaceReadings(all);
    readings.browsAndLashes();
    readings.skin();
    readings.makeUp();
    readings.light();
    readings.hair();
    readings.mood();
  }

  private void put(String id, Attributes base, ToDoubleFunction<Attributes> measure) {
    all.put(id, new AmountReading(base, AmountReading.range(id), measure));
  }

  private void browsAndLashes() {
    put("brow.height", BARE, who -> new Brow(who).mean(1));
    put("brow.tilt", BARE, who -> new Brow(who).slope());
    put("brow.arch", BARE, who -> -new Brow(who).bend());
    put("brow.thickness", BARE, who -> new Brow(who).thickness());
    put("brow.spacing", BARE, who -> new Brow(who).innermost());
    put(
        "lash.length",
        BARE,
        who -> {
          double reach = 0;
          for (AnchoredPart part : EyeParts.create(who, SKIN, 3, LevelOfDetail.MEDIUM)) {
            if (part.part().kind() == PartKind.LASHES) {
              float[] p = part.part().mesh().positions();
              for (int i = 2; i < p.length; i += 3) {
                reach = Math.max(reach, p[i]);
              }
            }
          }
          return reach;
        });
  }

  private void skin() {
    put("skin.freckles", BARE, who -> skinShot(who, cheek()).unevenness(PartKind.SKIN));
    put("skin.moles", BARE, SurfaceReadings::darkSpots);
    put("skin.blush", BARE, who -> skinShot(who, cheek()).median(i -> true).a());
    put("skin.wrinkles", BARE, SurfaceReadings::relief);
    put("skin.pores", BARE, SurfaceReadings::relief);
    put("skin.gloss", BARE, who -> -mean(SkinMaps.bake(who, 3, 256).roughness().image(), 8));
  }

  private void makeUp() {
    put(
        "makeup.lipstick",
        BARE.withColour("makeup.lipstickColour", 0x2f5fd0),
        who -> -skinShot(who, close(Landmark.LABIALE_INFERIUS, 0.006)).median(i -> true).b());
    put(
        "makeup.eyeshadow",
        BARE.withColour("makeup.eyeshadowColour", 0x2f5fd0),
        who -> -skinShot(who, lid(0.0085f)).median(i -> true).b());
    put("makeup.eyeliner", BARE, who -> -lightness(skinShot(who, lid(0.005f))));
    put("makeup.blush", BARE, who -> skinShot(who, cheek()).median(i -> true).a());
  }

  private void light() {
    put(
        "eye.glow",
        BARE,
        who ->
            dark(
                EyeParts.create(who, SKIN, 3, LevelOfDetail.MEDIUM),
                close(Landmark.PUPIL_LEFT, 0.03)));
    put(
        "glow.strength",
        BARE,
        who -> Sight.of(List.of(skinPart(who)), cheek(), Sight.DARK, SIZE).luminance());
  }

  private void hair() {
    put("hair.volume", BARE.withChoice("hair.style", "shoulder"), SurfaceReadings::hairHeight);
    put(
        "hair.grey",
        BARE.withChoice("hair.style", "shoulder").withColour("hair.colour", 0x201510),
        who -> {
          List<Part> parts = new ArrayList<>();
          for (AnchoredPart part : hairOf(who)) {
            parts.add(part.part());
          }
          Sight sight = Sight.of(parts, Camera.portrait(Camera.View.FRONT), Sight.NEUTRAL, SIZE);
          return lightness(sight, PartKind.HAIR);
        });
  }

  private void mood() {
    put(
        "mood.strength",
        BARE.withChoice("mood", "happy"),
        who -> {
          Avatar avatar =
              AvatarModel.loadDefault()
                  .generate(
                      AvatarRequest.builder().optAttributes(who).optSeed(3).build(),
                      new AvatarOptions(LevelOfDetail.LOW, 128, Set.of(ShapeSet.ARKIT)))
                  .avatar();
          // a smile's corners of the mouth come apart
          Vector3f corner = SKIN.landmark(Landmark.CHEILION_LEFT);
          RigEvaluator.EvaluatedPart skin =
              RigEvaluator.of(avatar).evaluate(avatar.restWeights()).stream()
                  .filter(part -> part.part().name().equals(HeadAssembly.SKIN))
                  .findFirst()
                  .orElseThrow();
          float[] rest = skin.part().mesh().positions();
          int nearest = 0;
          for (int v = 0; v < rest.length / 3; v++) {
            nearest =
                corner.distanceSquared(rest[3 * v], rest[3 * v + 1], rest[3 * v + 2])
                        < corner.distanceSquared(
                            rest[3 * nearest], rest[3 * nearest + 1], rest[3 * nearest + 2])
                    ? v
                    : nearest;
          }
          return skin.positions()[3 * nearest] + skin.positions()[3 * nearest + 1];
        });
  }

  private static Part skinPart(Attributes who) {
    return new Part(
        HeadAssembly.SKIN,
        PartKind.SKIN,
        SKIN.mesh(),
        SkinMaps.bake(who, 3, 512).material(HeadAssembly.SKIN));
  }

  private static Sight skinShot(Attributes who, Camera camera) {
    return Sight.of(List.of(skinPart(who)), camera, Sight.NEUTRAL, SIZE);
  }

  private static Camera close(Landmark at, double height) {
    return Sight.close(SKIN.landmark(at), 0, height);
  }

  private static Camera lid(float above) {
    return Sight.close(SKIN.landmark(Landmark.PUPIL_LEFT).add(0.002f, above, 0), 0, 0.004);
  }

  private static Camera cheek() {
    return Sight.close(new Vector3f(0.038f, -0.038f, 0.075f), 0.3, 0.05);
  }

  private static double dark(List<AnchoredPart> anchored, Camera camera) {
    List<Part> parts = new ArrayList<>();
    for (AnchoredPart part : anchored) {
      parts.add(part.part());
    }
    return Sight.of(parts, camera, Sight.DARK, SIZE).luminance();
  }

  private static double lightness(Sight sight) {
    return lightness(sight, PartKind.SKIN);
  }

  private static double lightness(Sight sight, PartKind kind) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      if (sight.shows(kind).test(i)) {
        sum += sight.lab(i).l();
        count++;
      }
    }
    return sum / count;
  }

  /** How steep the map's relief is on average. */
  private static double relief(Attributes who) {
    PixelImage normals = SkinMaps.bake(who, 3, 512).normal().image();
    double sum = 0;
    for (int texel : normals.argb()) {
      sum += Math.hypot((texel >> 16 & 255) - 128, (texel >> 8 & 255) - 128);
    }
    return sum / normals.argb().length;
  }

  private static double mean(PixelImage image, int shift) {
    double sum = 0;
    for (int texel : image.argb()) {
      sum += texel >> shift & 255;
    }
    return sum / image.argb().length;
  }

  /** Area of the map much darker than the same skin without moles. */
  private static double darkSpots(Attributes who) {
    int[] with = SkinMaps.bake(who, 3, 512).baseColour().image().argb();
    int[] without =
        SkinMaps.bake(who.withAmount("skin.moles", 0), 3, 512).baseColour().image().argb();
    int count = 0;
    for (int i = 0; i < with.length; i++) {
      if (with[i] != without[i] && Lab.ofRgb(without[i]).l() - Lab.ofRgb(with[i]).l() > 8) {
        count++;
      }
    }
    return count;
  }

  private static List<AnchoredPart> hairOf(Attributes who) {
    return HairGenerator.generate(
            who,
            SKIN.surface(),
            SKIN.landmarks(),
            3,
            LevelOfDetail.LOW,
            new HairOptions(Optional.empty()))
        .parts();
  }

  /** How far hair stands off the skin of the head on average. */
  private static double hairHeight(Attributes who) {
    double sum = 0;
    int count = 0;
    for (AnchoredPart part : hairOf(who)) {
      if (part.part().kind() == PartKind.HAIR) {
        float[] p = part.part().mesh().positions();
        for (int i = 0; i < p.length; i += 3) {
          if (p[i + 1] > 0.02) {
            sum += SKIN.surface().distance(p[i], p[i + 1], p[i + 2]);
            count++;
          }
        }
      }
    }
    return sum / count;
  }

  /** The left eyebrow's hairs. */
  private static final class Brow {

    private final List<double[]> points = new ArrayList<>();

    Brow(Attributes who) {
      for (AnchoredPart part : hairOf(who)) {
        if (part.part().kind() == PartKind.BROWS) {
          float[] p = part.part().mesh().positions();
          for (int i = 0; i < p.length; i += 3) {
            if (p[i] > 0) {
              points.add(new double[] {p[i], p[i + 1], p[i + 2]});
            }
          }
        }
      }
    }

    double mean(int axis) {
      return points.stream().mapToDouble(p -> p[axis]).average().orElseThrow();
    }

    double innermost() {
      return points.stream().mapToDouble(p -> p[0]).min().orElseThrow();
    }

    /** Rise per metre outwards. */
    double slope() {
      return fit()[1];
    }

    double bend() {
      return fit()[2];
    }

    /** Root mean square of how far hairs lie above or below the brow's line. */
    double thickness() {
      double[] c = fit();
      double x0 = mean(0);
      double sum = 0;
      for (double[] p : points) {
        double x = p[0] - x0;
        double off = p[1] - c[0] - c[1] * x - c[2] * x * x;
        sum += off * off;
      }
      return Math.sqrt(sum / points.size());
    }

    /** Parabola through the hairs by least squares, about their middle. */
    private double[] fit() {
      double x0 = mean(0);
      double[][] a = new double[3][4];
      for (double[] p : points) {
        double[] row = {1, p[0] - x0, (p[0] - x0) * (p[0] - x0)};
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            a[i][j] += row[i] * row[j];
          }
          a[i][3] += row[i] * p[1];
        }
      }
      for (int i = 0; i < 3; i++) {
        for (int r = 0; r < 3; r++) {
          if (r != i) {
            double k = a[r][i] / a[i][i];
            for (int j = i; j < 4; j++) {
              a[r][j] -= k * a[i][j];
            }
          }
        }
      }
      return new double[] {a[0][3] / a[0][0], a[1][3] / a[1][1], a[2][3] / a[2][2]};
    }
  }
}
