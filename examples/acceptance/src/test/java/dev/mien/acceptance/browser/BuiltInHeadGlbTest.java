package dev.mien.acceptance.browser;

import dev.mien.animation.Avatar;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.model.AvatarModel;

/** The contract on a generated head with an expression of its own. */
class BuiltInHeadGlbTest extends GlbContract {

  @Override
  Avatar avatar() {
    return AvatarModel.loadDefault()
        .generate(
            AvatarRequest.builder()
                .optExpression(ActionUnits.of(ActionUnit.AU12, 0.6f))
                .optSeed(7)
                .build());
  }
}
