package dev.mien.image.screen;

import java.util.Set;

/**
 * A picture that may be chosen to stand for others.
 *
 * @param id its name
 * @param embedding what it looks like; pictures that look alike are near; copied in and out
 * @param quality how good it is, such as {@link QualityScores#total()}, in [0, 1]
 * @param tags elements that it shows, such as {@code "costume"}
 */
public record Candidate(String id, float[] embedding, double quality, Set<String> tags) {

  /** Validates and copies. */
  public Candidate {
    embedding = embedding.clone();
    tags = Set.copyOf(tags);
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException(
          "quality of " + id + " is " + quality + ", expected in [0, 1]");
    }
  }

  @Override
  public float[] embedding() {
    return embedding.clone();
  }
}
