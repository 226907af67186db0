package dev.mien.learn.optim;

import dev.mien.learn.tape.Parameter;
import java.util.List;

/** Shortens gradients that are too long together. */
public final class GradientClip {

  private GradientClip() {}

  /**
   * Scales all gradients so that their common length is at most a limit (Pascanu et al. 2013).
   *
   * @param parameters whose gradients count
   * @param limit positive
   * @return the length before
   */
  public static double byNorm(List<Parameter> parameters, double limit) {
    double squares = 0;
    for (Parameter parameter : parameters) {
      if (parameter.gradient().isPresent()) {
        for (float g : parameter.gradientValues()) {
          squares += (double) g * g;
        }
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > limit) {
      for (Parameter parameter : parameters) {
        parameter.gradient().ifPresent(g -> parameter.backend().scale(limit / norm, g, g, false));
      }
    }
    return norm;
  }
}
