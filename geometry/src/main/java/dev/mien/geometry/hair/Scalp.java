package dev.mien.geometry.hair;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.Landmark;
import org.joml.Vector3f;

/**
 * The skull as a distance from a point inside it, for every direction, with the ears left out; and
 * where on it hair grows.
 *
 * <p>A direction is an azimuth about the vertical axis (radians, 0 forward, positive to the
 * subject's left) and an elevation (radians, 0 horizontal, positive up).
 */
final class Scalp {

  private static final float LOWEST = (float) Math.toRadians(-64);
  private static final float HIGHEST = (float) Math.toRadians(90);

  /** Hairline of a head of standard size: degrees of azimuth from the front. */
  private static final float[] LINE_AZIMUTH = {
    0, 12, 24, 36, 48, 58, 66, 73, 79, 85, 90, 97, 105, 113, 122, 135, 158, 180
  };

  private final int columns;
  private final int rows;
  private final float[][] radius;
  private final float[] line = new float[144];
  private final Vector3f centre = new Vector3f();
  private final float scale;
  private final Vector3f earLeft;
  private final Vector3f earRight;

  /**
   * Measures a head.
   *
   * @param field the head's skin
   * @param landmarks at least the landmarks that {@link HairGenerator#REQUIRED} names
   * @param attributes femininity and age shape the hairline
   * @param columns directions round the head
   */
  Scalp(SkinField field, LandmarkPoints landmarks, Attributes attributes, int columns) {
    Vector3f vertex = landmarks.get(Landmark.VERTEX);
    Vector3f back = landmarks.get(Landmark.OPISTHOCRANION);
    Vector3f glabella = landmarks.get(Landmark.GLABELLA);
    earLeft = landmarks.get(Landmark.TRAGION_LEFT);
    earRight = landmarks.get(Landmark.TRAGION_RIGHT);
    float earY = (earLeft.y + earRight.y) / 2;
    scale = (glabella.z - back.z) / 0.185f;
    centre.set(0, earY + (vertex.y - earY) * 0.29f, (glabella.z + back.z) / 2 - 0.002f * scale);
    this.columns = columns;
    rows = columns * 3 / 8;
    radius = new float[rows + 1][columns];
    measure(field);
    Vector3f trichion = landmarks.get(Landmark.TRICHION);
    traceLine(trichion, attributes);
  }

  /** Middle of the skull, metres. */
  Vector3f centre() {
    return centre;
  }

  /** Size relative to an average adult head. */
  float scale() {
    return scale;
  }

  /** Notch above the tragus on one side. */
  Vector3f ear(boolean left) {
    return left ? earLeft : earRight;
  }

  private void measure(SkinField field) {
    boolean[][] ear = new boolean[rows + 1][columns];
    Vector3f p = new Vector3f();
    for (int r = 0; r <= rows; r++) {
      float el = LOWEST + (HIGHEST - LOWEST) * r / rows;
      float guess = 0.075f * scale;
      for (int c = 0; c < columns; c++) {
        float az = (float) (2 * Math.PI * c / columns);
        if (r == rows && c > 0) {
          radius[r][c] = radius[r][0];
          continue;
        }
        ear[r][c] = nearEar(direction(az, el, p).mul(0.078f * scale).add(centre));
        if (ear[r][c]) {
          radius[r][c] = 0.077f * scale;
        } else {
          radius[r][c] = trace(field, az, el, guess, p);
          guess = radius[r][c] * 0.96f;
        }
      }
    }
    for (int pass = 0; pass < 80; pass++) {
      for (int r = 1; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          if (ear[r][c]) {
            float left = radius[r][(c + columns - 1) % columns];
            float right = radius[r][(c + 1) % columns];
            radius[r][c] = (left + right) * 0.25f + (radius[r - 1][c] + radius[r + 1][c]) * 0.25f;
          }
        }
      }
    }
  }

  private boolean nearEar(Vector3f p) {
    Vector3f t = p.x > 0 ? earLeft : earRight;
    return Math.abs(p.x) > 0.04f * scale
        && p.y > t.y - 0.043f * scale
        && p.y < t.y + 0.030f * scale
        && p.z > t.z - 0.040f * scale
        && p.z < t.z + 0.010f * scale;
  }

  private float trace(SkinField field, float az, float el, float start, Vector3f p) {
    Vector3f d = direction(az, el, new Vector3f());
    float r = start;
    for (int i = 0; i < 24; i++) {
      float dist = field.exactDistance(p.set(centre).fma(r, d));
      if (Math.abs(dist) < 1e-4f) {
        break;
      }
      r -= dist * (dist < 0 ? 1.0f : 0.95f);
      r = Math.min(Math.max(r, 0.02f), 0.2f * Math.max(scale, 0.5f));
    }
    p.set(centre).fma(r, d);
    return r;
  }

  /** Unit vector of a direction. */
  static Vector3f direction(float az, float el, Vector3f dest) {
    float c = (float) Math.cos(el);
    return dest.set((float) Math.sin(az) * c, (float) Math.sin(el), (float) Math.cos(az) * c);
  }

  /** Azimuth of a point, in (-π, π]. */
  float azimuth(Vector3f p) {
    return (float) Math.atan2(p.x - centre.x, p.z - centre.z);
  }

  /** Elevation of a point. */
  float elevation(Vector3f p) {
    double h = Math.hypot(p.x - centre.x, p.z - centre.z);
    return (float) Math.atan2(p.y - centre.y, h);
  }

  /** Distance from the centre to the skin in a direction, metres. */
  float radius(float az, float el) {
    float c = (float) (az / (2 * Math.PI) * columns);
    float r = (Math.min(Math.max(el, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST) * rows;
    int c0 = (int) Math.floor(c);
    int r0 = Math.min((int) r, rows - 1);
    float fc = c - c0;
    float fr = r - r0;
    float sum = 0;
    for (int i = -1; i <= 2; i++) {
      float w = weight(i, fr);
      int row = r0 + i;
      int shift = 0;
      if (row > rows) {
        row = 2 * rows - row;
        shift = columns / 2;
      }
      row = Math.max(row, 0);
      float along = 0;
      for (int j = -1; j <= 2; j++) {
        along += weight(j, fc) * radius[row][Math.floorMod(c0 + j + shift, columns)];
      }
      sum += w * along;
    }
    return sum;
  }

  // Catmull-Rom
  private static float weight(int k, float t) {
    return switch (k) {
      case -1 -> ((-t + 2) * t - 1) * t / 2;
      case 0 -> ((3 * t - 5) * t * t + 2) / 2;
      case 1 -> ((-3 * t + 4) * t + 1) * t / 2;
      default -> (t - 1) * t * t / 2;
    };
  }

  /** Point of the skin in a direction, raised by {@code above} metres from the centre. */
  Vector3f point(float az, float el, float above, Vector3f dest) {
    direction(az, el, dest);
    return dest.mul(radius(az, el) + above).add(centre);
  }

  /** Outward unit normal of the earless skull in a direction. */
  Vector3f normal(float az, float el, Vector3f dest) {
    float e = 0.03f;
    float top = Math.min(el, HIGHEST - 2 * e);
    Vector3f a = point(az + e, top, 0, new Vector3f());
    Vector3f b = point(az - e, top, 0, new Vector3f());
    Vector3f c = point(az, top + e, 0, new Vector3f());
    Vector3f d = point(az, top - e, 0, new Vector3f());
    return a.sub(b).cross(c.sub(d), dest).normalize();
  }

  /** Metres along the skin per radian of elevation: great where the neck falls away. */
  float stretch(float az, float el) {
    float e = 0.02f;
    Vector3f a = point(az, el + e, 0, new Vector3f());
    return Math.max(0.03f, a.distance(point(az, el - e, 0, new Vector3f())) / (2 * e));
  }

  /** Approximate distance to the earless skull, good within a few centimetres of it. */
  float distance(Vector3f p) {
    float x = p.x - centre.x;
    float y = p.y - centre.y;
    float z = p.z - centre.z;
    float length = (float) Math.sqrt(x * x + y * y + z * z);
    return length - radius(azimuth(p), elevation(p));
  }

  /** Elevation of the hairline. */
  float hairline(float az) {
    float c = (float) (az / (2 * Math.PI) * line.length);
    int c0 = (int) Math.floor(c);
    float f = c - c0;
    return line[Math.floorMod(c0, line.length)] * (1 - f)
        + line[Math.floorMod(c0 + 1, line.length)] * f;
  }

  /** Elevation at share {@code t} of the way from the hairline (0) up to the top (1). */
  float elevationAt(float az, float t) {
    float h = hairline(az);
    return h + ((float) (Math.PI / 2) - h) * t;
  }

  /** Share of the way from the hairline (0) to the top (1); negative below the hairline. */
  float share(Vector3f p) {
    float h = hairline(azimuth(p));
    return (elevation(p) - h) / ((float) (Math.PI / 2) - h);
  }

  /** Hairline point at an azimuth. */
  Vector3f hairlinePoint(float az, Vector3f dest) {
    return point(az, hairline(az), 0, dest);
  }

  private void traceLine(Vector3f trichion, Attributes attributes) {
    float male = (float) (1 - attributes.amount("identity.femininity"));
    float age = (float) attributes.amount("identity.age");
    float recede = Math.min(Math.max((age - 30) / 50, 0), 1) * male;
    float adult = Math.min(Math.max((age - 10) / 8, 0), 1);
    float s = scale;
    float earY = (earLeft.y + earRight.y) / 2;
    float earTop = earY + 0.033f * s;
    float front = trichion.y - earTop;
    float burn = male > 0.5f ? 0.012f * (male - 0.5f) * 2 * adult : 0;
    float[] y = {
      trichion.y + 0.004f * s * recede,
      trichion.y + (0.001f + 0.006f * recede) * s,
      trichion.y + (0.000f + 0.005f * male * adult + 0.014f * recede) * s,
      earTop + front * (0.90f + 0.10f * male * adult + 0.26f * recede),
      earTop + front * (0.66f + 0.10f * male * adult + 0.20f * recede),
      earTop + front * (0.40f + 0.04f * male * adult),
      earTop + front * 0.20f,
      earTop - 0.004f * s,
      earY + 0.002f * s - burn,
      earY - 0.004f * s - burn,
      earY + 0.020f * s,
      earTop + 0.004f * s,
      earTop - 0.002f * s,
      earY - 0.010f * s,
      earY - 0.026f * s,
      earY - 0.037f * s,
      earY - 0.043f * s,
      earY - 0.044f * s
    };
    float tragus = (float) Math.toDegrees(Math.atan2(Math.abs(earLeft.x), earLeft.z - centre.z));
    float shift = tragus - 84;
    for (int i = 0; i < line.length; i++) {
      float az = (float) (2 * Math.PI * i / line.length);
      float degrees = (float) Math.toDegrees(az > Math.PI ? 2 * Math.PI - az : az);
      float target = interpolate(degrees, shift, y);
      line[i] = elevationOf(az, target);
    }
  }

  private static float interpolate(float degrees, float shift, float[] y) {
    int n = LINE_AZIMUTH.length;
    float previous = 0;
    for (int k = 1; k < n; k++) {
      float a = LINE_AZIMUTH[k];
      float bump = Math.max(0, 1 - Math.abs(a - 88) / 60);
      float next = a + shift * bump;
      if (degrees <= next || k == n - 1) {
        float f = Math.min(Math.max((degrees - previous) / (next - previous), 0), 1);
        f = f * f * (3 - 2 * f);
        return y[k - 1] + (y[k] - y[k - 1]) * f;
      }
      previous = next;
    }
    return y[n - 1];
  }

  private float elevationOf(float az, float y) {
    float low = LOWEST;
    float high = 1.5f;
    for (int i = 0; i < 18; i++) {
      float mid = (low + high) / 2;
      float at = centre.y + radius(az, mid) * (float) Math.sin(mid);
      if (at < y) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return (low + high) / 2;
  }
}
