package dev.mien.learn.modulation;

import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** The built-in formulas, and those on the class path. */
public final class Modulations {

  /** What is used where nothing else is asked for. */
  public static final String DEFAULT = "demod_mul";

  private static final double EPSILON = 1e-8;
  private static final int RANK = 32;
  private static final int TOKEN = 8;

  private static final List<Modulation> BUILT_IN =
      List.of(
          Formula.free(
              "demod_mul",
              "S⊙F / √(mean (S F)² + ε)",
              (s, f) -> {
                Tensor product = s.times(f);
                return product.over(product.square().mean(-1).plus(EPSILON).sqrt());
              }),
          Formula.free(
              "demod_sum",
              "S⊙F / √(Σ (S F)² + ε)",
              (s, f) -> {
                Tensor product = s.times(f);
                return product.over(product.square().sum(-1).plus(EPSILON).sqrt());
              }),
          Formula.free("mul", "S⊙F", Tensor::times),
          Formula.free("residual_mul", "S⊙(1 + F)", (s, f) -> s.times(f.plus(1))),
          Formula.free("gate", "S⊙sigmoid(F)", (s, f) -> s.times(f.sigmoid())),
          new Formula(
              "adain_pf",
              "σ(F)·(S − μ(S))/σ(S) + μ(F)",
              false,
              true,
              true,
              (p, a, b) -> (s, f) -> normed(s).times(deviation(f)).plus(f.mean(-1))),
          Formula.learned("film", "γ(F)⊙S + β(F)", Modulations::film),
          Formula.learned("adain_l", "γ(F)⊙(S − μ(S))/σ(S) + β(F)", Modulations::normedFilm),
          Formula.learned("lowrank", "S + U((V₁S)⊙(V₂F))", Modulations::lowRank),
          Formula.learned("xattn", "S + softmax(Q(S) K(F)ᵀ/√d) V(F)", Modulations::attention),
          Formula.learned("spade", "γ(F)⊙norm(S) + β(F), by place", Modulations::spatial),
          Formula.learned(
              "mod_fc", "Σ_i W_oi F_i S_i / √(Σ_i (W_oi F_i)² + ε)", Modulations::modulatedLayer));

  private Modulations() {}

  /** All formulas by key: the built-in ones, then those that {@link ServiceLoader} finds. */
  public static Map<String, Modulation> all() {
    Map<String, Modulation> all = new LinkedHashMap<>();
    BUILT_IN.forEach(formula -> all.put(formula.key(), formula));
    for (Modulation formula : ServiceLoader.load(Modulation.class)) {
      if (all.putIfAbsent(formula.key(), formula) != null) {
        throw new IllegalStateException("two modulations with the key " + formula.key());
      }
    }
    return all;
  }

  /**
   * One formula.
   *
   * @param key of the formula
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Modulation byKey(String key) {
    Modulation found = all().get(key);
    if (found == null) {
      throw new IllegalArgumentException(
          "no modulation with the key " + key + "; there are " + all().keySet());
    }
    return found;
  }

  private static Tensor deviation(Tensor x) {
    return x.minus(x.mean(-1)).square().mean(-1).plus(EPSILON).sqrt();
  }

  private static Tensor normed(Tensor x) {
    return x.minus(x.mean(-1)).over(deviation(x));
  }

  /** Begins near γ = 1, β = 0: weights are small and the gain's constant is added. */
  private static Modulator film(Parameters p, int widthS, int widthF) {
    Parameter gain = p.normal("gain", 0.5 / Math.sqrt(widthF), widthF, widthS);
    Parameter shift = p.normal("shift", 0.1 / Math.sqrt(widthF), widthF, widthS);
    return (s, f) -> {
      Tape t = s.tape();
      return f.matmul(t.use(gain)).plus(1).times(s).plus(f.matmul(t.use(shift)));
    };
  }

  private static Modulator normedFilm(Parameters p, int widthS, int widthF) {
    Modulator film = film(p, widthS, widthF);
    return (s, f) -> film.apply(normed(s), f);
  }

  private static Modulator lowRank(Parameters p, int widthS, int widthF) {
    Parameter ofS = p.normal("ofS", 1 / Math.sqrt(widthS), widthS, RANK);
    Parameter ofF = p.normal("ofF", 1 / Math.sqrt(widthF), widthF, RANK);
    Parameter back = p.normal("back", 1 / Math.sqrt(RANK), RANK, widthS);
    return (s, f) -> {
      Tape t = s.tape();
      Tensor inner = s.matmul(t.use(ofS)).times(f.matmul(t.use(ofF)));
      return s.plus(inner.matmul(t.use(back)));
    };
  }

  /** Vectors are cut into tokens, each of which learns its own place. */
  private static Modulator attention(Parameters p, int widthS, int widthF) {
    int token = widthS % TOKEN == 0 && widthF % TOKEN == 0 ? TOKEN : 1;
    Linear queries = Linear.of(p.in("query"), token, token);
    Linear keys = Linear.of(p.in("key"), token, token);
    Linear values = Linear.of(p.in("value"), token, token);
    Parameter placeS = p.normal("placeS", 1, widthS / token, token);
    Parameter placeF = p.normal("placeF", 1, widthF / token, token);
    return (s, f) -> {
      Tape t = s.tape();
      Tensor from = s.reshape(-1, widthS / token, token);
      Tensor to = f.reshape(-1, widthF / token, token);
      Tensor q = queries.apply(from.plus(t.use(placeS)));
      Tensor k = keys.apply(to.plus(t.use(placeF)));
      Tensor weights = q.matmulTransposed(k).times(1 / Math.sqrt(token)).softmax();
      return from.plus(weights.matmul(values.apply(to))).reshape(-1, widthS);
    };
  }

  /** A vector is a picture of one place; the gain and shift of every place are F's there. */
  private static Modulator spatial(Parameters p, int widthS, int widthF) {
    Parameter hidden = p.normal("hidden", Math.sqrt(2.0 / widthF), 1, 1, widthF, widthS);
    Parameter gain = p.normal("gain", 0.5 / Math.sqrt(widthS), 1, 1, widthS, widthS);
    Parameter shift = p.normal("shift", 0.1 / Math.sqrt(widthS), 1, 1, widthS, widthS);
    return (s, f) -> {
      Tape t = s.tape();
      Tensor map = f.reshape(-1, 1, 1, widthF).convolve(t.use(hidden), 1, 0).silu();
      Tensor scaled =
          map.convolve(t.use(gain), 1, 0).plus(1).times(normed(s).reshape(-1, 1, 1, widthS));
      return scaled.plus(map.convolve(t.use(shift), 1, 0)).reshape(-1, widthS);
    };
  }

  /** StyleGAN2's modulated layer with a kernel of one: F is the style, S the input. */
  private static Modulator modulatedLayer(Parameters p, int widthS, int widthF) {
    Parameter weight = p.normal("weight", 1 / Math.sqrt(widthS), widthS, widthS);
    boolean same = widthF == widthS;
    UnaryOperator<Tensor> style =
        same ? UnaryOperator.identity() : Linear.of(p.in("style"), widthF, widthS)::apply;
    return (s, f) -> {
      Tensor w = s.tape().use(weight);
      Tensor by = style.apply(f);
      Tensor sum = s.times(by).matmul(w);
      Tensor squares = by.square().matmul(w.square());
      return sum.over(squares.plus(EPSILON).sqrt());
    };
  }
}
