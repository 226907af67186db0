package dev.mien.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network that ONNX Runtime computes, one text at a time, on the calling thread alone.
 * Thread-safe; must not be closed while it's in use.
 */
final class OnnxModel implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelLayout layout;
  private final Pooling pooling;

  private OnnxModel(
      OrtEnvironment environment, OrtSession session, ModelLayout layout, Pooling pooling) {
    this.environment = environment;
    this.session = session;
    this.layout = layout;
    this.pooling = pooling;
  }

  /**
   * Loads a model.
   *
   * @param file in ONNX; weights may lie in files beside it that it names
   * @param output name of its output; empty to find it
   * @param pooling where the output has a vector per token
   * @throws BadFileException if it isn't a sentence encoder in ONNX
   */
  static OnnxModel open(Path file, Optional<String> output, Pooling pooling) throws IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      // on Windows alone it would trace what it does
      environment.setTelemetry(false);
      OrtSession session;
      try (SessionOptions options = new SessionOptions()) {
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setInterOpNumThreads(1);
        options.setIntraOpNumThreads(1);
        options.setDeterministicCompute(true);
        // both would keep memory for every length of text that was seen
        options.setMemoryPatternOptimization(false);
        options.setCPUArenaAllocator(false);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        session = environment.createSession(file.toString(), options);
      }
      try {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        ModelLayout layout = ModelLayout.find(file.toString(), inputs, outputs, output);
        return new OnnxModel(environment, session, layout, pooling);
      } catch (IOException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new BadFileException(
          file.toString(), "", "expected a model in ONNX that can be run: " + e.getMessage(), e);
    }
  }

  /** How many tokens it takes, where it takes one number of them alone; else 0. */
  int fixedLength() {
    return layout.fixedLength();
  }

  /**
   * What the model says of a text.
   *
   * @param ids of its tokens, at least one
   * @param types of its tokens
   * @param paddingId what a model of fixed length is filled up with
   * @return one vector
   * @throws OrtException if the model can't compute it
   */
  float[] embed(long[] ids, long[] types, int paddingId) throws OrtException {
    int used = ids.length;
    int length = Math.max(used, layout.fixedLength());
    long[] all = Arrays.copyOf(ids, length);
    Arrays.fill(all, used, length, paddingId);
    long[] mask = new long[length];
    Arrays.fill(mask, 0, used, 1);
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (ModelLayout.Input input : layout.inputs()) {
        long[] values =
            switch (input.role()) {
              case IDS -> all;
              case MASK -> mask;
              case TYPES -> Arrays.copyOf(types, length);
            };
        given.put(input.name(), tensor(values, input.type()));
      }
      String wanted = layout.output();
      try (OrtSession.Result result = session.run(given, Set.of(wanted))) {
        return pool((OnnxTensor) result.get(0), used);
      }
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(long[] values, OnnxJavaType type) throws OrtException {
    long[] shape = {1, values.length};
    if (type == OnnxJavaType.INT64) {
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }
    int[] narrow = Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    return OnnxTensor.createTensor(environment, IntBuffer.wrap(narrow), shape);
  }

  private float[] pool(OnnxTensor tensor, int used) throws OrtException {
    long[] shape = tensor.getInfo().getShape();
    FloatBuffer values = tensor.getFloatBuffer();
    int width = Math.toIntExact(shape[shape.length - 1]);
    int rows = values.remaining() / Math.max(1, width);
    if (width < 1 || rows < (layout.perToken() ? used : 1)) {
      throw new OrtException("its output " + layout.output() + " is " + Arrays.toString(shape));
    }
    float[] pooled = new float[width];
    if (!layout.perToken() || pooling == Pooling.CLS) {
      values.get(pooled);
      return pooled;
    }
    for (int n = 0; n < width; n++) {
      double sum = 0;
      for (int t = 0; t < used; t++) {
        sum += values.get(t * width + n);
      }
      pooled[n] = (float) (sum / used);
    }
    return pooled;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime couldn't free a model", e);
    }
  }
}
