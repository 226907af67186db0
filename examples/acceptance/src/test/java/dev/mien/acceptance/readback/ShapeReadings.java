package dev.mien.acceptance.readback;

import static dev.mien.geometry.head.Landmark.*;

import dev.mien.core.attribute.Attributes;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Amounts that are distances on the skin's mesh, after Farkas' landmarks where there are any. */
final class ShapeReadings {

  private static final Attributes AVERAGE = Attributes.DEFAULTS.withAmount("face.asymmetry", 0);

  private final Map<String, AmountReading> all;

  private ShapeReadings(Map<String, AmountReading> all) {
    this.all = all;
  }

  static void add(Map<String, AmountReading> all) {
    ShapeReadings readings = new ShapeReadings(all);
    readings.person();
    readings.head();
    readings.eyes();
    readings.nose();
    readings.mouth();
    readings.earsAndNeck();
  }

  private void skin(String id, ToDoubleFunction<Probe> measure) {
    all.put(
        id,
        new AmountReading(
            AVERAGE, AmountReading.range(id), who -> measure.applyAsDouble(Probe.of(who))));
  }

  private void person() {
    // men's jaws are wider against their cheekbones
    skin("identity.femininity", s -> s.x(ZYGION_LEFT) / s.x(GONION_LEFT));
    skin("identity.build", s -> s.side(-0.11, 0.03));
    // ears grow all life long
    all.put(
        "identity.age",
        new AmountReading(
            AVERAGE,
            new double[] {3, 8, 13, 20, 60, 75, 95},
            who -> {
              Probe s = Probe.of(who);
              return s.y(SUPERAURALE_LEFT) - s.y(SUBAURALE_LEFT);
            }));
    skin("face.asymmetry", Probe::asymmetry);
  }

  private void head() {
    skin("head.width", s -> 2 * s.x(EURYON_LEFT));
    skin("head.depth", s -> s.z(GLABELLA) - s.z(OPISTHOCRANION));
    skin("head.height", s -> s.y(VERTEX) - s.y(TRAGION_LEFT));
    skin("face.width", s -> 2 * s.x(ZYGION_LEFT));
    skin("face.length", s -> s.y(SELLION) - s.y(MENTON));
    skin("forehead.height", s -> s.y(TRICHION) - s.y(SELLION));
    skin("forehead.width", s -> 2 * s.side(0.031, 0.058));
    skin("forehead.slope", s -> s.z(GLABELLA) - s.z(TRICHION));
    skin("temple.fullness", s -> 2 * s.side(0.02, 0.055));
    skin("cheekbone.width", s -> 2 * s.side(-0.017, 0.055));
    skin("cheekbone.height", s -> s.front(0.052, -0.012) - s.front(0.052, -0.034));
    skin("cheek.fullness", s -> s.front(0.046, -0.05));
    skin("jaw.width", s -> 2 * s.x(GONION_LEFT));
    skin("jaw.angle", s -> -s.y(GONION_LEFT) - s.z(GONION_LEFT));
    skin("jowl.fullness", s -> s.depth(0, -0.125, 0.065));
    skin("chin.width", s -> s.front(0.027, -0.1));
    skin("chin.length", s -> s.y(SUBLABIALE) - s.y(MENTON));
    skin("chin.projection", s -> s.z(POGONION) - s.z(SUBNASALE));
    skin(
        "chin.cleft",
        s -> s.front(0.007, s.y(POGONION) - 0.003) - s.front(0, s.y(POGONION) - 0.003));
    skin("brow.ridge", s -> s.z(GLABELLA) - s.z(TRICHION));
  }

  private void eyes() {
    ToDoubleFunction<Probe> fissure = s -> s.x(EXOCANTHION_LEFT) - s.x(ENDOCANTHION_LEFT);
    skin("eye.size", fissure);
    skin("eye.width", fissure);
    skin("eye.openness", s -> s.lid(true) - s.lid(false));
    skin("eye.spacing", s -> 2 * s.x(ENDOCANTHION_LEFT));
    skin("eye.tilt", s -> s.y(EXOCANTHION_LEFT) - s.y(ENDOCANTHION_LEFT));
    skin("eye.depth", s -> s.z(SELLION) - s.z(PUPIL_LEFT));
    skin("eye.crease", s -> s.hollow(s.x(PUPIL_LEFT), s.lid(true) + 0.0005, s.lid(true) + 0.012));
    skin(
        "eye.epicanthus",
        s -> s.front(s.x(ENDOCANTHION_LEFT) + 0.0005, s.y(ENDOCANTHION_LEFT) + 0.0015));
    skin("eye.hooding", s -> s.front(s.x(PUPIL_LEFT) + 0.006, s.lid(true) + 0.004));
    skin("eye.bags", s -> s.front(s.x(PUPIL_LEFT), s.lid(false) - 0.009));
  }

  private void nose() {
    skin("nose.length", s -> s.y(SELLION) - s.y(SUBNASALE));
    skin("nose.width", s -> 2 * s.x(ALARE_LEFT));
    skin("nose.projection", s -> s.z(PRONASALE) - s.z(SUBNASALE));
    skin("nose.bridgeHeight", s -> s.z(SELLION) - s.z(ENDOCANTHION_LEFT));
    skin(
        "nose.bridgeWidth",
        s -> {
          double y = 0.55 * s.y(SELLION) + 0.45 * s.y(PRONASALE);
          return s.front(0.007, y) - s.front(0, y);
        });
    skin(
        "nose.curve",
        s -> {
          double y = 0.5 * s.y(SELLION) + 0.5 * s.y(PRONASALE);
          return s.front(0, y) - 0.5 * (s.z(SELLION) + s.z(PRONASALE));
        });
    skin("nose.tipAngle", s -> s.y(PRONASALE) - s.y(SUBNASALE));
    skin("nose.tipSize", s -> s.front(0.007, s.y(PRONASALE)) - s.z(PRONASALE));
    skin("nostril.flare", s -> s.y(ALARE_LEFT) - s.y(SUBNASALE));
  }

  private void mouth() {
    skin("philtrum.length", s -> s.y(SUBNASALE) - s.y(LABIALE_SUPERIUS));
    skin("mouth.width", s -> 2 * s.x(CHEILION_LEFT));
    skin("mouth.height", s -> s.y(STOMION) - s.y(SUBNASALE));
    skin("lip.upper", s -> s.y(LABIALE_SUPERIUS) - s.y(STOMION));
    skin("lip.lower", s -> s.y(STOMION) - s.y(LABIALE_INFERIUS));
    skin("lip.cupidBow", Probe::cupidBow);
    skin("lip.corner", s -> s.y(CHEILION_LEFT) - s.y(STOMION));
    skin("lip.protrusion", s -> s.z(LABIALE_SUPERIUS) - s.z(SUBNASALE));
  }

  private void earsAndNeck() {
    skin("ear.size", s -> s.y(SUPERAURALE_LEFT) - s.y(SUBAURALE_LEFT));
    skin("ear.protrusion", Probe::earReach);
    skin("ear.point", s -> s.y(SUPERAURALE_LEFT));
    skin("ear.lobe", s -> -s.y(SUBAURALE_LEFT));
    skin("neck.width", s -> s.side(-0.135, -0.005));
    skin("neck.length", s -> -s.lowest());
    skin(
        "neck.adamsApple",
        s -> {
          double most = Double.NEGATIVE_INFINITY;
          for (double y = s.y(CERVICALE) - 0.03; y < s.y(CERVICALE); y += 0.003) {
            most = Math.max(most, s.front(0, y) - s.front(0.018, y));
          }
          return most;
        });
    skin("shoulder.width", s -> s.widest(-0.4, -0.1, -0.2, 0.2));
  }
}
