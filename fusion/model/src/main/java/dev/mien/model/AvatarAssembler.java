package dev.mien.model;

import dev.mien.animation.Avatar;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.action.ExpressionTemplates;
import dev.mien.animation.action.RigExpression;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.model.evidence.Apex;
import dev.mien.model.fuse.Decision;
import dev.mien.model.report.AvatarReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The building half of the model: from decided attributes to a rigged avatar and its report. */
final class AvatarAssembler {

  private final AvatarRequest request;
  private final AvatarOptions options;
  private final AttributeDecisions decided;
  private final long seed;
  private final List<String> notes;

  AvatarAssembler(
      AvatarRequest request, AvatarOptions options, AttributeDecisions decided, long seed) {
    this.request = request;
    this.options = options;
    this.decided = decided;
    this.seed = seed;
    this.notes = new ArrayList<>(decided.notes());
  }

  Avatar assemble(Progress progress, Cancellation cancellation) {
    Attributes attributes = decided.attributes();
    HeadAssembly head =
        HeadAssembly.build(
            attributes,
            seed,
            new AssemblyOptions(options.level(), options.textureSize()),
            progress.part(0, 0.6),
            cancellation);
    progress.report("rigging", 0.6);
    cancellation.check();
    AvatarRig rig =
        RigBuilder.create().optShapeSets(options.shapeSets()).build(head.skin(), head.parts());
    ActionUnits expression = expression(attributes);
    RigExpression shown = RigExpression.of(rig, expression);
    if (!shown.unshown().isEmpty()) {
      notes.add(
          "the expression isn't shown wholly: no blendshape of "
              + new TreeSet<>(options.shapeSets())
              + " shows "
              + shown.unshown().stream()
                  .map(ActionUnitChannel::label)
                  .collect(Collectors.joining(", ")));
    }
    return new Avatar(
        SkinTemplate.TEMPLATE_VERSION,
        attributes,
        seed,
        expression,
        head.allParts(),
        rig,
        shown.weights(),
        shown.rotations(),
        provenance());
  }

  AvatarReport report(Avatar avatar) {
    return new AvatarReport(
        LibraryVersion.current(),
        avatar.templateVersion(),
        seed,
        inputs(),
        new ArrayList<>(decided.decisions().values()),
        notes);
  }

  /**
   * The facial actions asked for; without any, the mood's template at the mood's strength, turned
   * and looking as asked for.
   */
  private ActionUnits expression(Attributes attributes) {
    ActionUnits asked =
        request
            .expression()
            .orElseGet(() -> request.performance().map(Apex::of).orElse(ActionUnits.NEUTRAL));
    boolean given = request.expression().isPresent() || request.performance().isPresent();
    if (given && (asked.asMap().isEmpty() || !asked.ofFace().asMap().isEmpty())) {
      return asked;
    }
    ActionUnits units =
        ExpressionTemplates.get(
            attributes.choice("mood"), (float) attributes.amount("mood.strength"));
    for (Map.Entry<ActionUnitChannel, Float> entry : asked.asMap().entrySet()) {
      units = units.with(entry.getKey().unit(), entry.getKey().side(), entry.getValue());
    }
    return units;
  }

  private Map<String, String> inputs() {
    Map<String, String> inputs = new LinkedHashMap<>();
    request.text().ifPresent(text -> inputs.put("text", text.text()));
    if (!request.references().isEmpty()) {
      inputs.put(
          "image",
          request.references().stream()
              .map(ReferenceImage::source)
              .collect(Collectors.joining(", ")));
    }
    request.expression().ifPresent(actions -> inputs.put("actions", actions.toString()));
    request
        .performance()
        .ifPresent(track -> inputs.put("performance", track.frameCount() + " frames"));
    request.locked().asMap().forEach((id, value) -> inputs.put("lock " + id, value.toString()));
    return inputs;
  }

  private Map<String, String> provenance() {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("generator", "Mien " + LibraryVersion.current());
    provenance.put("seed", Long.toString(seed));
    inputs().forEach((name, value) -> provenance.put("input " + name, value));
    for (Decision decision : decided.decisions().values()) {
      provenance.put(
          Avatar.PROVENANCE_DECIDED + decision.attribute(),
          decision.decidedBy().name().toLowerCase(Locale.ROOT));
    }
    return provenance;
  }
}
