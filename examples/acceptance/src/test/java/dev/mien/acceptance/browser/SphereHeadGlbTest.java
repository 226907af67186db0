package dev.mien.acceptance.browser;

import dev.mien.animation.Avatar;

/** The contract on a shape whose truth is known. */
class SphereHeadGlbTest extends GlbContract {

  @Override
  Avatar avatar() {
    return new SphereHead().avatar();
  }
}
