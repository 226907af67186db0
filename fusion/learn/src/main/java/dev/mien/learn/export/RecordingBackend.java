package dev.mien.learn.export;

import dev.mien.learn.backend.AdamStep;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Precision;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.UnaryOp;
import dev.mien.model.network.NetworkRecorder;

/** Runs networks for a recorder. It can't train. */
final class RecordingBackend extends NetworkRecorder implements Backend {

  @Override
  public String name() {
    return "recorder";
  }

  @Override
  public Precision precision() {
    return Precision.SINGLE;
  }

  @Override
  public void write(double[] from, Buffer to) {
    float[] values = new float[from.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) from[i];
    }
    write(values, to);
  }

  @Override
  public void read(Buffer from, double[] to) {
    float[] values = new float[to.length];
    read(from, values);
    for (int i = 0; i < values.length; i++) {
      to[i] = values[i];
    }
  }

  private static UnsupportedOperationException training() {
    return new UnsupportedOperationException("what is recorded can't be trained");
  }

  @Override
  public void unaryGradient(UnaryOp op, Buffer x, Buffer y, Buffer dy, Buffer dx) {
    throw training();
  }

  @Override
  public void softmaxGradient(int rows, int columns, Buffer y, Buffer dy, Buffer dx) {
    throw training();
  }

  @Override
  public void layerNormGradient(
      int rows,
      int columns,
      Buffer x,
      Buffer gain,
      Buffer mean,
      Buffer r,
      Buffer dy,
      Buffer dx,
      Buffer dGain,
      Buffer dBias) {
    throw training();
  }

  @Override
  public void convolveWeightGradient(Convolution c, Buffer x, Buffer dy, Buffer dw) {
    throw training();
  }

  @Override
  public void adam(AdamStep settings, Buffer p, Buffer g, Buffer m, Buffer v) {
    throw training();
  }

  @Override
  public void sgd(double rate, double momentum, double decay, Buffer p, Buffer g, Buffer m) {
    throw training();
  }
}
