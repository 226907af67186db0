package dev.mien.cli;

import dev.mien.animation.Avatar;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.action.ActionTable;
import dev.mien.animation.action.ExpressionTemplates;
import dev.mien.animation.action.RigExpression;
import dev.mien.animation.action.ShapeMapper;
import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.FaceRegion;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.io.FileGroup;
import dev.mien.io.picture.PictureWriter;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.joml.Quaternionfc;
import org.joml.Vector3f;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws contact sheets of everything that the built-in head can be and do. */
@Command(
    name = "gallery",
    description = {
      "Draws contact sheets of all looks and shapes.",
      "README.md beside them names each picture in reading order."
    })
final class GalleryCommand implements Callable<Integer> {

  /** Seed of every character on the sheets. */
  private static final long SEED = 4;

  /** Moving the head forward and back shows from the side alone. */
  private static final Set<ActionUnit> SEEN_FROM_THE_SIDE =
      EnumSet.of(ActionUnit.AU57, ActionUnit.AU58);

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to fill.")
  private Path out = Path.of("");

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "224",
      description = "Side of each picture (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SHEET",
      description = "Draws these sheets alone: ${COMPLETION-CANDIDATES}.")
  private List<Sheet> only = new ArrayList<>();

  /** The sheets. */
  enum Sheet {
    STYLES,
    HAIR,
    IDENTITIES,
    WORN,
    ACTION_UNITS,
    ARKIT,
    VISEMES,
    EMOTIONS
  }

  private final AvatarModel model = AvatarModel.loadDefault();

  @Override
  public Integer call() throws IOException {
    Map<String, Object> results;
    try (ConsoleProgress progress = ConsoleProgress.on(spec.commandLine().getErr(), talk.quiet)) {
      results = drawAll(progress);
    }
    talk.tell(spec.commandLine(), results, "");
    return CommandLine.ExitCode.OK;
  }

  private Map<String, Object> drawAll(ConsoleProgress progress) throws IOException {
    OutputFolder folder = OutputFolder.open(out);
    try (FileGroup files = FileGroup.create()) {
      folder.make(files);
      files.commit();
    }
    StringBuilder index = new StringBuilder();
    index.append("# Gallery\n\nDrawn by `java -jar examples/target/mien.jar gallery --out ");
    index.append("docs/gallery`, seed ").append(SEED).append(".\n");
    List<Sheet> sheets = only.isEmpty() ? List.of(Sheet.values()) : only;
    Map<String, Object> results = new LinkedHashMap<>();
    for (int i = 0; i < sheets.size(); i++) {
      Sheet sheet = sheets.get(i);
      progress.report("drawing " + sheet, i / (double) sheets.size());
      String name = sheet.name().toLowerCase(Locale.ROOT).replace('_', '-');
      ContactSheet contact = draw(sheet);
      Path target = folder.file(name + ".jpg");
      PictureWriter.write(contact.picture(), target);
      results.put(name, target);
      index.append("\n## ").append(name).append("\n\n![").append(name).append("](");
      index.append(name).append(".jpg)\n\n").append(contact.captions()).append('\n');
    }
    if (only.isEmpty()) {
      results.put("index", folder.writeText("README.md", index.toString()));
    }
    return results;
  }

  private ContactSheet draw(Sheet sheet) {
    return switch (sheet) {
      case STYLES -> styles();
      case HAIR -> hair();
      case IDENTITIES -> identities();
      case WORN -> worn();
      case ACTION_UNITS -> actionUnits();
      case ARKIT -> shapes(ShapeSet.ARKIT, 8);
      case VISEMES -> shapes(ShapeSet.VISEME, 5);
      case EMOTIONS -> emotions();
    };
  }

  private ContactSheet styles() {
    ContactSheet sheet = new ContactSheet(6);
    for (String style : Vocabulary.get("style").choices()) {
      for (double femininity : new double[] {0.92, 0.08}) {
        AvatarRequest.Builder request = request("style=" + style);
        set(request, "identity.femininity", Double.toString(femininity));
        views(
            sheet,
            style + (femininity > 0.5 ? ", woman" : ", man"),
            make(request, AvatarOptions.DEFAULT),
            Camera.View.FRONT,
            Camera.View.THREE_QUARTER,
            Camera.View.PROFILE);
      }
    }
    return sheet;
  }

  private ContactSheet hair() {
    ContactSheet sheet = new ContactSheet(6);
    for (String style : Vocabulary.get("hair.style").choices()) {
      boolean man =
          List.of(
                  "bald",
                  "buzz",
                  "crew",
                  "sidePart",
                  "quiff",
                  "undercut",
                  "mohawk",
                  "spiky",
                  "topknot")
              .contains(style);
      AvatarRequest.Builder request = request("hair.style=" + style);
      set(request, "identity.femininity", man ? "0.08" : "0.92");
      views(
          sheet,
          style,
          make(request, AvatarOptions.DEFAULT),
          Camera.View.FRONT,
          Camera.View.THREE_QUARTER,
          Camera.View.BACK);
    }
    return sheet;
  }

  private ContactSheet identities() {
    ContactSheet sheet = new ContactSheet(4);
    String[][] people = {
      {"identity.age=6", "identity.femininity=0.9", "identity.origin=eastAsian"},
      {"identity.age=10", "identity.femininity=0.1", "identity.origin=african"},
      {"identity.age=19", "identity.femininity=0.95", "identity.origin=southAsian"},
      {"identity.age=24", "identity.femininity=0.05", "identity.origin=latinAmerican"},
      {"identity.age=31", "identity.femininity=0.95", "identity.origin=african"},
      {"identity.age=38", "identity.femininity=0.1", "identity.origin=european"},
      {"identity.age=46", "identity.femininity=0.9", "identity.origin=middleEastern"},
      {"identity.age=55", "identity.femininity=0.05", "identity.origin=pacific"},
      {"identity.age=68", "identity.femininity=0.9", "identity.origin=european"},
      {"identity.age=82", "identity.femininity=0.05", "identity.origin=southeastAsian"}
    };
    for (int i = 0; i < people.length; i++) {
      AvatarRequest.Builder request = AvatarRequest.builder().optSeed(SEED + i);
      for (String assignment : people[i]) {
        set(request, assignment);
      }
      views(
          sheet,
          String.join(", ", people[i]).replace("identity.", ""),
          make(request, AvatarOptions.DEFAULT),
          Camera.View.FRONT,
          Camera.View.THREE_QUARTER);
    }
    return sheet;
  }

  /** Every choice of what is worn, on a woman and a man in turn. */
  private ContactSheet worn() {
    ContactSheet sheet = new ContactSheet(8);
    int number = 0;
    for (String kind :
        List.of("glasses", "earrings", "hat", "hair.ornament", "horns", "headgear", "clothing")) {
      for (String choice : Vocabulary.get(kind).choices()) {
        boolean clothing = kind.equals("clothing");
        if (choice.equals("none") && !clothing) {
          continue;
        }
        boolean man = number++ % 2 == 1 && !kind.equals("earrings");
        AvatarRequest.Builder request = request(kind + "=" + choice);
        set(request, "identity.femininity", man ? "0.08" : "0.92");
        set(request, "hair.style", kind.equals("hair.ornament") ? "bun" : man ? "crew" : "bob");
        if (kind.equals("earrings")) {
          set(request, "hair.style=bun");
        }
        Avatar avatar = make(request, AvatarOptions.DEFAULT);
        views(
            sheet,
            choice.equals("none") ? "no clothing" : choice,
            avatar,
            Camera.View.FRONT,
            Camera.View.THREE_QUARTER);
      }
    }
    return sheet;
  }

  private ContactSheet actionUnits() {
    Avatar avatar = bare(EnumSet.of(ShapeSet.ARKIT, ShapeSet.AU, ShapeSet.EXTRA_AU));
    ContactSheet sheet = new ContactSheet(8);
    AvatarPainter painter = AvatarPainter.of(avatar);
    for (ActionUnitChannel channel : ActionTable.bundled().channels()) {
      if (avatar.rig().blendshape(channel.label()).isPresent()) {
        sheet.add(channel.label(), face(painter, Map.of(channel.label(), 1f)));
      } else if (channel.unit().region() == FaceRegion.HEAD) {
        ActionUnits turned = ActionUnits.of(channel.unit(), 1);
        Camera camera = SEEN_FROM_THE_SIDE.contains(channel.unit()) ? profile() : close();
        sheet.add(
            channel.label(),
            face(painter, Map.of(), RigExpression.of(avatar.rig(), turned).rotations(), camera));
      }
    }
    return sheet;
  }

  private ContactSheet shapes(ShapeSet set, int columns) {
    Avatar avatar = bare(EnumSet.of(set));
    ContactSheet sheet = new ContactSheet(columns);
    AvatarPainter painter = AvatarPainter.of(avatar);
    avatar
        .rig()
        .blendshapes()
        .forEach(shape -> sheet.add(shape.name(), face(painter, Map.of(shape.name(), 1f))));
    return sheet;
  }

  private ContactSheet emotions() {
    ContactSheet sheet = new ContactSheet(6);
    for (double femininity : new double[] {0.92, 0.08}) {
      AvatarRequest.Builder request = request("mood=neutral");
      set(request, "identity.femininity", Double.toString(femininity));
      Avatar avatar = make(request, AvatarOptions.DEFAULT);
      AvatarPainter painter = AvatarPainter.of(avatar);
      for (String emotion :
          List.of("happiness", "sadness", "surprise", "fear", "anger", "disgust")) {
        ActionUnits units = ExpressionTemplates.get(emotion, 1);
        sheet.add(emotion, face(painter, ShapeMapper.bundled().toShapes(units)));
      }
    }
    return sheet;
  }

  /** Somebody without hair over the face, so that every movement can be seen. */
  private Avatar bare(EnumSet<ShapeSet> sets) {
    AvatarRequest.Builder request = request("mood=neutral");
    set(request, "identity.femininity=0.92");
    set(request, "hair.style=bun");
    return make(request, AvatarOptions.DEFAULT.withShapeSets(sets));
  }

  private static AvatarRequest.Builder request(String assignment) {
    AvatarRequest.Builder request = AvatarRequest.builder().optSeed(SEED);
    set(request, assignment);
    return request;
  }

  private static void set(AvatarRequest.Builder request, String assignment) {
    int equals = assignment.indexOf('=');
    set(request, assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private static void set(AvatarRequest.Builder request, String name, String value) {
    request.optAttribute(name, Vocabulary.get(name).parse(value));
  }

  private Avatar make(AvatarRequest.Builder request, AvatarOptions options) {
    return model.generate(request.build(), options).avatar();
  }

  private void views(ContactSheet sheet, String caption, Avatar avatar, Camera.View... views) {
    AvatarPainter painter = AvatarPainter.of(avatar);
    for (Camera.View view : views) {
      PixelImage picture =
          painter
              .paint(Camera.portraitOf(avatar.parts(), view), RenderSettings.of(size, size))
              .colour();
      sheet.add(view == views[0] ? caption : "", picture);
    }
  }

  private PixelImage face(AvatarPainter painter, Map<String, Float> weights) {
    return face(painter, weights, Map.of(), close());
  }

  private PixelImage face(
      AvatarPainter painter,
      Map<String, Float> weights,
      Map<String, Quaternionfc> rotations,
      Camera camera) {
    return painter.paint(weights, rotations, camera, RenderSettings.of(size, size)).colour();
  }

  private static Camera close() {
    return Camera.orbit(
        new Vector3f(0, -0.035f, 0.05f),
        Math.toRadians(12),
        0,
        0.24,
        Camera.PORTRAIT_FIELD_OF_VIEW);
  }

  private static Camera profile() {
    return Camera.orbit(
        new Vector3f(0, -0.05f, 0.02f), Math.toRadians(90), 0, 0.34, Camera.PORTRAIT_FIELD_OF_VIEW);
  }
}
