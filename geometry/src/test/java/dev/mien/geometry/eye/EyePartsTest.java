package dev.mien.geometry.eye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshMeasures;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.wear.Identities;
import java.util.List;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EyePartsTest {

  private static final Identities.Identity PERSON = Identities.ten().get(0);

  @ParameterizedTest
  @ValueSource(ints = {0x6B4A2F, 0x4F86B8, 0x5A8A4A, 0x31E6FF, 0xC02020, 0x202024, 0xE8D060})
  void create_irisColour_readsBackFromTheTexture(int rgb) {
    Attributes attributes = Attributes.DEFAULTS.withColour("eye.colour", rgb);
    Part eye = part(parts(attributes, LevelOfDetail.HIGH), "eye_L");
    PixelImage map = eye.material().baseColourMap().orElseThrow().image();
    double[] mean = new double[3];
    int count = 0;
    double half = map.width() / 2.0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        double q = Math.hypot(x + 0.5 - half, y + 0.5 - half) / half / IrisShape.MAP_SHARE;
        if (q > EyeTexture.READ_FROM && q < EyeTexture.READ_TO) {
          count++;
          for (int c = 0; c < 3; c++) {
            mean[c] += Srgb.linear(map.argb(x, y) >> (16 - 8 * c) & 255);
          }
        }
      }
    }
    Lab seen = Lab.ofLinear(mean[0] / count, mean[1] / count, mean[2] / count);
    assertThat(seen.deltaE2000(Lab.ofRgb(rgb))).as("#%06x", rgb).isLessThan(6);
  }

  @Test
  void create_secondColour_paintsTheRightEyeAlone() {
    Attributes attributes =
        Attributes.DEFAULTS.withColour("eye.colour", 0x3060C0).withColour("eye.colour2", 0x20A040);
    List<AnchoredPart> parts = parts(attributes, LevelOfDetail.LOW);
    assertThat(irisPixel(part(parts, "eye_L")).b()).isLessThan(-5);
    assertThat(irisPixel(part(parts, "eye_R")).a()).isLessThan(-10);
  }

  @ParameterizedTest
  @EnumSource(LevelOfDetail.class)
  void create_eyeballs_areClosedAndFaceOutward(LevelOfDetail lod) {
    List<AnchoredPart> parts = parts(Attributes.DEFAULTS, lod);
    for (String name : List.of("eye_L", "eye_R")) {
      Mesh mesh = part(parts, name).mesh();
      assertThat(MeshMeasures.openEdges(mesh)).as(name).isZero();
      assertThat(MeshMeasures.volume(mesh)).as(name).isPositive();
    }
    assertThat(parts.stream().mapToInt(p -> p.part().mesh().vertexCount()).sum())
        .isLessThan(lod == LevelOfDetail.HIGH ? 4500 : lod == LevelOfDetail.MEDIUM ? 2200 : 1000);
  }

  @Test
  void create_gaze_convergesAheadOnEveryIdentity() {
    for (Identities.Identity identity : Identities.ten()) {
      List<AnchoredPart> parts =
          EyeParts.create(identity.attributes(), identity.skin(), 1, LevelOfDetail.HIGH);
      Vector3f left = gaze(part(parts, "eye_L").mesh(), identity.skin().leftEye());
      Vector3f right = gaze(part(parts, "eye_R").mesh(), identity.skin().rightEye());
      // the left eye, at +x, looks towards -x
      assertThat(left.x).isLessThan(0);
      assertThat(right.x).isGreaterThan(0);
      assertThat(Math.toDegrees(left.angle(right))).isBetween(1.5, 6.0);
    }
  }

  @Test
  void create_eyeballAndCornea_stayBehindTheClosedLids() {
    for (Identities.Identity identity : Identities.ten()) {
      HeadSkin skin = identity.skin();
      for (AnchoredPart anchored :
          EyeParts.create(identity.attributes(), skin, 1, LevelOfDetail.MEDIUM)) {
        String name = anchored.part().name();
        if (!name.startsWith("eye") && !name.startsWith("cornea")) {
          continue;
        }
        EyeSocket socket = name.endsWith("L") ? skin.leftEye() : skin.rightEye();
        float[] p = anchored.part().mesh().positions();
        for (int i = 0; i < p.length; i += 3) {
          float r = new Vector3f(p[i], p[i + 1], p[i + 2]).distance(socket.centre());
          // the cornea rises by less than a lid's thickness
          assertThat(r).isLessThan(socket.radius() * 1.06f);
        }
      }
    }
  }

  @Test
  void create_lashLength_lengthensLashesMonotonically() {
    double previous = 0;
    for (double amount = 0; amount <= 1; amount += 0.25) {
      AnchoredPart lashes =
          parts(Attributes.DEFAULTS.withAmount("lash.length", amount), LevelOfDetail.MEDIUM)
              .stream()
              .filter(p -> p.part().name().equals("lashes"))
              .findFirst()
              .orElseThrow();
      assertThat(lashes.attachment()).isEqualTo(Attachment.SKIN);
      double longest = 0;
      float[] p = lashes.part().mesh().positions();
      float[] roots = lashes.roots();
      for (int i = 0; i < p.length; i += 3) {
        longest =
            Math.max(
                longest,
                new Vector3f(p[i], p[i + 1], p[i + 2])
                    .distance(roots[i], roots[i + 1], roots[i + 2]));
      }
      assertThat(longest).isGreaterThan(previous + 0.001);
      previous = longest;
    }
    assertThat(previous).isLessThan(0.022);
  }

  @Test
  void create_lashes_beginOnTheLidMargin() {
    AnchoredPart lashes =
        parts(Attributes.DEFAULTS, LevelOfDetail.HIGH).stream()
            .filter(p -> p.part().name().equals("lashes"))
            .findFirst()
            .orElseThrow();
    float[] p = lashes.part().mesh().positions();
    int onRoot = 0;
    for (int i = 0; i < p.length; i += 3) {
      if (new Vector3f(p[i], p[i + 1], p[i + 2])
              .distance(lashes.roots()[i], lashes.roots()[i + 1], lashes.roots()[i + 2])
          < 1e-6) {
        onRoot++;
      }
    }
    assertThat(onRoot).isGreaterThan(100);
  }

  @Test
  void create_sameSeed_isRepeatable() {
    List<AnchoredPart> a = parts(Attributes.DEFAULTS, LevelOfDetail.HIGH);
    List<AnchoredPart> b = parts(Attributes.DEFAULTS, LevelOfDetail.HIGH);
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i).part().mesh().positions()).isEqualTo(b.get(i).part().mesh().positions());
    }
    assertThat(part(a, "eye_L").material().baseColourMap().orElseThrow().image().argb())
        .isEqualTo(part(b, "eye_L").material().baseColourMap().orElseThrow().image().argb());
  }

  private static Vector3f gaze(Mesh ball, EyeSocket socket) {
    // the pupil's centre is the vertex in the middle of the texture
    for (int i = 0; i < ball.vertexCount(); i++) {
      if (ball.uvs()[i * 2] == 0.5f && ball.uvs()[i * 2 + 1] == 0.5f) {
        return new Vector3f(
                ball.positions()[i * 3], ball.positions()[i * 3 + 1], ball.positions()[i * 3 + 2])
            .sub(socket.centre())
            .normalize();
      }
    }
    throw new AssertionError("the eyeball has no pupil");
  }

  private static Lab irisPixel(Part eye) {
    PixelImage map = eye.material().baseColourMap().orElseThrow().image();
    int x = (int) (map.width() * (0.5 + 0.5 * IrisShape.MAP_SHARE * 0.7));
    return Lab.ofRgb(map.argb(x, map.height() / 2) & 0xFFFFFF);
  }

  private static List<AnchoredPart> parts(Attributes attributes, LevelOfDetail lod) {
    return EyeParts.create(attributes, PERSON.skin(), 7, lod);
  }

  private static Part part(List<AnchoredPart> parts, String name) {
    return parts.stream()
        .map(AnchoredPart::part)
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
