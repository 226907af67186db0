package dev.mien.learn.cpu;

import dev.mien.learn.backend.AdamStep;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Precision;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.UnaryOp;
import dev.mien.model.compute.heap.JavaCompute;
import dev.mien.model.compute.heap.JavaMultiplier;
import dev.mien.model.compute.heap.MatrixMultiplier;
import dev.mien.model.compute.heap.Patches;

/** Trains on the processor, in single precision, on one thread. */
public final class CpuBackend extends JavaCompute implements Backend {

  private final SlopeKernels slopes = new SlopeKernels();

  private CpuBackend(MatrixMultiplier multiplier) {
    super(multiplier);
  }

  /**
   * With OpenBLAS where its native library loads, else in plain Java, which is several times slower
   * in large matrix products.
   */
  public static CpuBackend create() {
    return new CpuBackend(OpenBlas.available() ? new OpenBlasMultiplier() : new JavaMultiplier());
  }

  /** Without native code. */
  public static CpuBackend createPureJava() {
    return new CpuBackend(new JavaMultiplier());
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Precision precision() {
    return Precision.SINGLE;
  }

  @Override
  public void write(double[] from, Buffer to) {
    float[] y = of(to);
    checkLength(from.length, y.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) from[i];
    }
  }

  @Override
  public void read(Buffer from, double[] to) {
    float[] x = of(from);
    checkLength(to.length, x.length);
    for (int i = 0; i < x.length; i++) {
      to[i] = x[i];
    }
  }

  @Override
  public void unaryGradient(UnaryOp op, Buffer x, Buffer y, Buffer dy, Buffer dx) {
    slopes.unary(op, dx.length(), of(x), of(y), of(dy), of(dx));
  }

  @Override
  public void softmaxGradient(int rowCount, int columns, Buffer y, Buffer dy, Buffer dx) {
    SlopeKernels.softmax(rowCount, columns, of(y), of(dy), of(dx));
  }

  @Override
  public void layerNormGradient(
      int rowCount,
      int columns,
      Buffer x,
      Buffer gain,
      Buffer mean,
      Buffer r,
      Buffer dy,
      Buffer dx,
      Buffer dGain,
      Buffer dBias) {
    slopes.layerNorm(
        rowCount, columns, of(x), of(gain), of(mean), of(r), of(dy), of(dx), of(dGain), of(dBias));
  }

  @Override
  public void convolveWeightGradient(Convolution c, Buffer x, Buffer dy, Buffer dw) {
    int places = c.outHeight() * c.outWidth();
    float[] one = new float[places * c.filters()];
    eachPicture(
        c,
        (picture, laid) -> {
          Patches.gather(c, picture, of(x), laid);
          System.arraycopy(of(dy), picture * one.length, one, 0, one.length);
          multiplier()
              .multiply(
                  MatrixProduct.of(c.patch(), c.filters(), places, true, false),
                  laid,
                  one,
                  of(dw),
                  picture > 0);
        });
  }

  @Override
  public void adam(AdamStep s, Buffer p, Buffer g, Buffer m, Buffer v) {
    float correction = (float) s.correction();
    // ε is divided by the correction of √v, so that it means what it means in the paper
    float epsilon = (float) (s.epsilon() * Math.sqrt(1 - Math.pow(s.beta2(), s.step())));
    step(
        p.length(),
        (float) s.rate() * correction,
        (float) s.beta1(),
        (float) s.beta2(),
        epsilon,
        (float) (1 - s.rate() * s.decay()),
        of(p),
        of(g),
        of(m),
        of(v));
  }

  private static void step(
      int n,
      float rate,
      float beta1,
      float beta2,
      float epsilon,
      float keep,
      float[] p,
      float[] g,
      float[] m,
      float[] v) {
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < n; i++) {
      float mean = beta1 * m[i] + rest1 * g[i];
      float square = beta2 * v[i] + rest2 * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      p[i] = keep * p[i] - rate * mean / ((float) Math.sqrt(square) + epsilon);
    }
  }

  @Override
  public void sgd(double rate, double momentum, double decay, Buffer p, Buffer g, Buffer m) {
    float[] at = of(p);
    float[] slope = of(g);
    float[] running = of(m);
    float keep = (float) (1 - rate * decay);
    for (int i = 0; i < at.length; i++) {
      running[i] = (float) momentum * running[i] + slope[i];
      at[i] = keep * at[i] - (float) rate * running[i];
    }
  }
}
