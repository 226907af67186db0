package dev.mien.geometry.mouth;

import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import dev.mien.geometry.mouth.ToothForm.Kind;
import dev.mien.geometry.scene.ValueNoise;
import org.joml.Vector3f;

/**
 * Fourteen teeth and the gum of one jaw. Texture coordinates: enamel in the left half, a band for
 * each tooth from the midline backwards (u round the tooth, its outer face at a quarter of the
 * band; v 0 at the gum, 1 at the biting edge), gum in the right half (u along the arch, v 0
 * outside, 1 at the tongue's side).
 */
final class TeethMesh {

  private static final float MM = 0.001f;
  private static final float[] CROWN_HIGH = {-0.08f, 0.25f, 0.6f, 0.9f, 1f};
  private static final float[] CROWN_LOW = {-0.05f, 0.5f, 1f};

  private final DentalArch arch;
  private final ToothForm[] forms;
  private final ValueNoise noise;
  private final float[] crown;
  private final int around;
  private final int gumSteps;
  private final MeshBuilder builder = new MeshBuilder();
  private final float widthScale;

  TeethMesh(DentalArch arch, long seed, LevelOfDetail lod) {
    this.arch = arch;
    this.forms = arch.upper() ? ToothForm.UPPER : ToothForm.LOWER;
    this.noise = new ValueNoise(seed + (arch.upper() ? 1 : 2));
    this.crown = lod == LevelOfDetail.LOW ? CROWN_LOW : CROWN_HIGH;
    this.around =
        switch (lod) {
          case HIGH -> 10;
          case MEDIUM -> 8;
          case LOW -> 6;
        };
    this.gumSteps =
        switch (lod) {
          case HIGH -> 4;
          case MEDIUM -> 2;
          case LOW -> 1;
        };
    float total = 0;
    for (ToothForm form : forms) {
      total += form.width() * MM;
    }
    widthScale = arch.length() / total;
  }

  Mesh build() {
    for (int side = -1; side <= 1; side += 2) {
      float distance = 0;
      for (int i = 0; i < forms.length; i++) {
        float width = forms[i].width() * MM * widthScale;
        tooth(forms[i], side, i, side * arch.parameter(distance + width / 2), width);
        distance += width;
      }
    }
    gum();
    return builder.build();
  }

  private void tooth(ToothForm form, int side, int index, double t, float width) {
    int id = index * 4 + side;
    float irregular = 0.02f;
    float height =
        form.height() * MM * arch.scale() * (1 + irregular * (noise.unit(id + 40) * 2 - 1));
    float depth = form.depth() * MM * arch.scale();
    Vector3f gumward = arch.gumward(t);
    Vector3f out = arch.outward(t);
    out.rotateY(0.04f * (noise.unit(id + 80) * 2 - 1));
    Vector3f along = new Vector3f(0, 1, 0).cross(out);
    Vector3f edge = arch.at(t).fma(biteOffset(index), gumward);
    boolean front = form.kind() == Kind.INCISOR || form.kind() == Kind.CANINE;
    int extra = front ? 1 : 2;
    Vector3f[][] rings = new Vector3f[crown.length + extra][around];
    // a gap of a tenth of a millimetre on either side
    float half = width * 0.5f - 0.0001f;
    for (int r = 0; r < rings.length; r++) {
      boolean cap = r >= crown.length;
      float s = crown[Math.min(r, crown.length - 1)];
      float inset = !cap ? 1 : front ? 0.55f : r == crown.length ? 0.72f : 0.34f;
      float w = half * form.widthAt(Math.max(0, s));
      float d = depth * form.depthAt(Math.max(0, s)) / 2;
      float recess = form.recessAt(s) * depth + d;
      for (int c = 0; c < around; c++) {
        double a = 2 * Math.PI * c / around;
        float across = rounded(Math.cos(a));
        float deep = rounded(Math.sin(a));
        float rise = height * (1 - s);
        if (s > 0.85f) {
          // rounded corners of incisors and chewing surfaces, the point of canines
          float fall = form.kind() == Kind.CANINE ? 0.075f : front ? 0.05f : 0.08f;
          rise += height * fall * (float) Math.pow(Math.abs(across * inset), 2.2);
        }
        if (cap) {
          rise += (front ? -0.012f : occlusal(r - crown.length)) * height;
        }
        rings[r][c] =
            new Vector3f(edge)
                .fma(across * w * inset, along)
                .fma(-recess + deep * d * inset, out)
                .fma(rise, gumward);
      }
    }
    float band = MouthTexture.BAND;
    builder.loft(rings, false, (index + 0.06f) * band, (index + 0.94f) * band, 0.02f, 0.98f);
  }

  /**
   * The rounded rim of a chewing surface and the shallow fossa within it, as a share of the crown's
   * height. Cusps are left out: with so few vertices they'd be spikes.
   */
  private static float occlusal(int ring) {
    return ring == 0 ? -0.03f : 0.02f;
  }

  /** Curve of Spee and the shorter lateral incisors, metres towards the gum. */
  private float biteOffset(int index) {
    float lateral = arch.upper() && index == 1 ? 0.7f : 0;
    return (lateral + (index > 3 ? 0.25f * (index - 3) : 0)) * MM * arch.scale();
  }

  private static float rounded(double x) {
    return (float) Math.copySign(Math.pow(Math.abs(x), 0.72), x);
  }

  /** The gum's height over the biting edge and its thickness follow each tooth's neck. */
  private void gum() {
    int perSide = forms.length * gumSteps;
    int columns = perSide * 2 + 1;
    int rows = 6;
    Vector3f[][] points = new Vector3f[rows][columns];
    for (int c = 0; c < columns; c++) {
      int step = c - perSide;
      int tooth = Math.min(forms.length - 1, Math.abs(step) / gumSteps);
      float within = (float) (Math.abs(step) - tooth * gumSteps) / gumSteps;
      float distance = 0;
      for (int i = 0; i < tooth; i++) {
        distance += forms[i].width() * MM * widthScale;
      }
      distance += forms[tooth].width() * MM * widthScale * within;
      double t = Math.signum(step) * arch.parameter(distance);
      // the papilla fills the gap between two teeth
      float papilla =
          gumSteps == 1 ? 0.12f : 0.26f * (float) Math.pow(Math.cos(Math.PI * within), 2);
      int neighbour = within > 0.5f ? Math.min(forms.length - 1, tooth + 1) : tooth;
      float height =
          (lerp(forms[tooth].height(), forms[neighbour].height(), 0.5f)) * MM * arch.scale();
      float depth = forms[tooth].depth() * MM * arch.scale();
      float margin = height * (0.97f - papilla);
      Vector3f gumward = arch.gumward(t);
      Vector3f out = arch.outward(t);
      Vector3f base = arch.at(t);
      float root = height + 5.0f * MM * arch.scale();
      float[][] profile = {
        {0.2f, root},
        {0.9f, height + 2.0f * MM * arch.scale()},
        {-0.35f - 1.4f * papilla, margin},
        {-depth / MM * 0.97f + 1.4f * papilla, margin},
        {-depth / MM * 1.0f - 0.6f, height + 1.5f * MM * arch.scale()},
        {-depth / MM * 1.0f - 2.5f, root}
      };
      for (int r = 0; r < rows; r++) {
        points[r][c] =
            new Vector3f(base)
                .fma(profile[r][0] * MM * arch.scale(), out)
                .fma(profile[r][1], gumward);
        if (profile[r][0] < -3) {
          points[r][c] =
              new Vector3f(base).fma(profile[r][0] * MM, out).fma(profile[r][1], gumward);
        }
      }
    }
    if (arch.upper()) {
      for (int r = 0; r < rows / 2; r++) {
        Vector3f[] swap = points[r];
        points[r] = points[rows - 1 - r];
        points[rows - 1 - r] = swap;
      }
    }
    builder.beginSmoothingGroup();
    builder.grid(points, false, 0.54f, 0.98f, 0.02f, 0.98f);
  }

  private static float lerp(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
