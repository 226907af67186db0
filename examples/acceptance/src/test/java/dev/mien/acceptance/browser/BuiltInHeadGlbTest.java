package dev.mien.acceptance.browser;

import dev.mien.animation.Avatar;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.core.ActionUnits;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import java.util.Map;

/** The contract on the built-in head. */
class BuiltInHeadGlbTest extends GlbContract {

  @Override
  Avatar avatar() {
    HeadAssembly head = HeadAssembly.build(Attributes.DEFAULTS, 7, AssemblyOptions.DEFAULT);
    AvatarRig rig = RigBuilder.create().build(head.skin(), head.parts());
    return new Avatar(
        "1", Attributes.DEFAULTS, 7, ActionUnits.NEUTRAL, head.allParts(), rig, Map.of(), Map.of());
  }
}
