package dev.mien.image.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.face.Point;
import dev.mien.image.measure.AppearanceDescriptor.Frame;
import dev.mien.image.testing.Pictures;
import dev.mien.image.testing.Scenes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("A06")
class AppearanceModelTest {

  private static final int LARGEST = 150_000;

  private final AppearanceModel model = AppearanceModel.standard();

  private static PixelImage render() throws IOException {
    return Pictures.open("renders/realistic600.jpg");
  }

  private static Face face(PixelImage image) {
    return FaceFinder.create().find(image).orElseThrow();
  }

  @Test
  void standard_tellsAmountsOfTheVocabularyInItsRanges() throws IOException {
    PixelImage image = render();

    List<AppearanceModel.Told> told = model.tell(model.describe(FaceCrop.of(image, face(image))));

    assertThat(told).hasSizeGreaterThanOrEqualTo(10);
    for (AppearanceModel.Told one : told) {
      Attribute attribute = Vocabulary.get(one.attribute());
      assertThat(one.amount())
          .as(one.attribute())
          .isBetween(attribute.min() - 1e-6, attribute.max() + 1e-6);
      assertThat(one.confidence()).as(one.attribute()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void describe_inDimmerLight_changesLittle() throws IOException {
    PixelImage image = render();
    Face face = face(image);

    float[] one = AppearanceDescriptor.of(image, face, Frame.FOUND).even();
    float[] other =
        AppearanceDescriptor.of(Pictures.lit(image, 0.4, 0.4, 0.4), face, Frame.FOUND).even();

    assertThat(distance(one, other)).isLessThan(0.25 * distance(one, new float[one.length]));
  }

  @Test
  void describe_ofTheMirrorImage_sharesTheEvenPartAndNegatesTheOdd() throws IOException {
    PixelImage image = render();
    Face face = face(image);
    int width = image.width();
    int[] argb = new int[width * image.height()];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = image.argb(width - 1 - i % width, i / width);
    }
    Point left = face.imageLeftEye();
    Point right = face.imageRightEye();
    Face mirrored =
        new Face(
            width - face.x() - face.size(),
            face.y(),
            face.size(),
            new Point(width - right.x(), right.y()),
            new Point(width - left.x(), left.y()),
            face.confidence());

    AppearanceDescriptor one = AppearanceDescriptor.of(image, face, Frame.FOUND);
    AppearanceDescriptor other =
        AppearanceDescriptor.of(
            PixelImage.wrap(width, image.height(), argb), mirrored, Frame.FOUND);

    float[] negated = other.odd().clone();
    for (int i = 0; i < negated.length; i++) {
      negated[i] = -negated[i];
    }
    double length = distance(one.even(), new float[negated.length]);
    assertThat(distance(one.even(), other.even())).isLessThan(0.05 * length);
    assertThat(distance(one.odd(), negated)).isLessThan(0.05 * length);
  }

  @Test
  void frame_ofAShiftedFace_tellsTheWayBack() throws IOException {
    PixelImage image = render();
    Face face = face(image);
    double d = face.eyeDistance();
    Face shifted =
        new Face(
            face.x(),
            face.y(),
            face.size(),
            moved(face.imageLeftEye(), 0.06 * d, -0.05 * d),
            moved(face.imageRightEye(), 0.06 * d, -0.05 * d),
            face.confidence());

    Frame there = model.frame(AppearanceDescriptor.of(image, face, Frame.FOUND));
    Frame beside = model.frame(AppearanceDescriptor.of(image, shifted, Frame.FOUND));

    assertThat(beside.right() - there.right()).isCloseTo(-0.06, within(0.03));
    assertThat(beside.down() - there.down()).isCloseTo(0.05, within(0.03));
  }

  @ParameterizedTest
  @EnumSource(
      value = Scenes.Kind.class,
      names = {"CHECKERS", "BLOCKS", "LANDSCAPE", "CIRCLES"})
  void tell_ofNoFace_isLessSure(Scenes.Kind kind) throws IOException {
    PixelImage face = render();
    PixelImage scene = Scenes.of(kind, face.width(), face.height(), 5);
    Face anywhere = face(face);

    AppearanceDescriptor render = model.describe(FaceCrop.of(face, anywhere));
    AppearanceDescriptor nothing = model.describe(FaceCrop.of(scene, anywhere));

    assertThat(model.familiarity(render)).isGreaterThan(0.9);
    assertThat(model.familiarity(nothing)).isLessThan(0.75);
    double sure = confidence(model.tell(render));
    assertThat(confidence(model.tell(nothing))).isLessThan(sure - 0.02);
  }

  private static Point moved(Point point, double right, double down) {
    return new Point(point.x() + right, point.y() + down);
  }

  private static double confidence(List<AppearanceModel.Told> told) {
    return told.stream().mapToDouble(AppearanceModel.Told::confidence).average().orElseThrow();
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.pow(one[i] - other[i], 2);
    }
    return Math.sqrt(sum);
  }

  @Test
  void read_ofBrokenFiles_saysWhatIsWrong() throws IOException {
    byte[] good;
    try (InputStream in = AppearanceModel.class.getResourceAsStream("appearance.bin")) {
      good = in.readAllBytes();
    }
    assertThat(good.length).isLessThan(LARGEST);
    assertThat(read(good).attributes()).isEqualTo(model.attributes());

    for (int length : new int[] {0, 3, 11, 100, good.length / 2, good.length - 1}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(good, length)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broken.bin ends too early");
    }
    assertThatThrownBy(() -> read(changed(good, 0, 7)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.bin")
        .hasMessageContaining("first four bytes");
    assertThatThrownBy(() -> read(changed(good, 4, 9)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version is 9, expected 1");
    assertThatThrownBy(() -> read(changed(good, 8, 5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("length is 5");
    assertThatThrownBy(() -> read(changed(good, 12, Float.floatToIntBits(Float.NaN))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NaN");
  }

  private static byte[] changed(byte[] file, int at, int value) {
    byte[] copy = file.clone();
    ByteBuffer.wrap(copy).putInt(at, value);
    return copy;
  }

  private static AppearanceModel read(byte[] file) throws IOException {
    return AppearanceModel.read(new ByteArrayInputStream(file), "broken.bin");
  }
}
