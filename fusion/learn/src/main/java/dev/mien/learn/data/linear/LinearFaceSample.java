package dev.mien.learn.data.linear;

import dev.mien.core.ActionUnitTrack;
import dev.mien.core.TextPrompt;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Lighting;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All numbers behind one example, before anything is drawn. Arrays are shared and must not be
 * written to.
 *
 * @param coefficients of the identity modes, standard deviations
 * @param weights of the picture's expression, by shape
 * @param camera of the picture
 * @param lighting of the picture
 * @param skin sRGB {@code 0xRRGGBB}
 * @param landmarks the 68 points in the picture, pixels x, y from its top left corner, interleaved
 *     and exact; empty if the model has no group of 68 landmarks
 * @param proportions standardised values of the proportions that words are about; empty without
 *     landmarks
 * @param text a description; empty if nothing is said
 * @param told attributes that the text tells truly
 * @param actions the picture's action units as a capture would give them: with a gain of the
 *     subject in [0.8, 1.2] and noise of deviation 0.05, not clamped
 */
public record LinearFaceSample(
    float[] coefficients,
    Map<String, Float> weights,
    Camera camera,
    Lighting lighting,
    int skin,
    float[] landmarks,
    double[] proportions,
    Optional<TextPrompt> text,
    Set<String> told,
    Optional<ActionUnitTrack> actions) {

  /** Copies the collections. */
  public LinearFaceSample {
    weights = Map.copyOf(weights);
    told = Set.copyOf(told);
  }
}
