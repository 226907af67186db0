package dev.mien.model;

import dev.mien.core.AvatarRequest;
import dev.mien.core.TextPrompt;
import dev.mien.geometry.head.LevelOfDetail;

/** Requests and options that are built quickly. */
public final class Small {

  /** The coarsest mesh and the smallest maps. */
  public static final AvatarOptions OPTIONS =
      AvatarOptions.DEFAULT.withLevel(LevelOfDetail.LOW).withTextureSize(128);

  private Small() {}

  public static AvatarRequest described(String words, long seed) {
    return AvatarRequest.builder().optText(TextPrompt.of(words)).optSeed(seed).build();
  }
}
