package dev.mien.model.compute.heap;

import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Functions;
import dev.mien.model.compute.UnaryOp;

/** Functions of one and of two numbers over arrays. */
public final class ElementKernels {

  private final Exponential exponential = new Exponential();
  private final float[] scratch = new float[Exponential.CHUNK];

  /** y ← op(x). */
  public void unary(UnaryOp op, int n, float[] x, float[] y) {
    switch (op) {
      case NEGATE -> Kernels.scale(n, -1, x, 0, y, 0);
      case SQUARE -> square(n, x, y);
      case RECIPROCAL -> reciprocal(n, x, y);
      case ABS -> abs(n, x, y);
      case SQRT -> sqrt(n, x, y);
      case RELU -> relu(n, x, y);
      case LEAKY_RELU -> leaky(n, x, y);
      case EXP, TANH, SIGMOID, SILU -> {
        for (int at = 0; at < n; at += Exponential.CHUNK) {
          exponentialOf(op, Math.min(Exponential.CHUNK, n - at), x, y, at);
        }
      }
      case LOG, SIGN, STEP, SIN, COS, SOFTPLUS -> {
        for (int i = 0; i < n; i++) {
          y[i] = (float) Functions.value(op, x[i]);
        }
      }
    }
  }

  private void exponentialOf(UnaryOp op, int n, float[] x, float[] y, int at) {
    float sign = op == UnaryOp.EXP ? 1 : op == UnaryOp.TANH ? 2 : -1;
    exponential.apply(n, sign, x, at, scratch, 0);
    switch (op) {
      case TANH -> tanh(n, scratch, y, at);
      case SIGMOID -> sigmoid(n, scratch, y, at);
      case SILU -> silu(n, scratch, x, y, at);
      default -> System.arraycopy(scratch, 0, y, at, n);
    }
  }

  private static void square(int n, float[] x, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = x[i] * x[i];
    }
  }

  private static void reciprocal(int n, float[] x, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = 1f / x[i];
    }
  }

  private static void abs(int n, float[] x, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.abs(x[i]);
    }
  }

  private static void sqrt(int n, float[] x, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.sqrt(x[i]);
    }
  }

  private static void relu(int n, float[] x, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(0f, x[i]);
    }
  }

  private static void leaky(int n, float[] x, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(UnaryOp.LEAK * x[i], x[i]);
    }
  }

  private static void tanh(int n, float[] e, float[] y, int at) {
    for (int i = 0; i < n; i++) {
      y[at + i] = 1f - 2f / (e[i] + 1f);
    }
  }

  private static void sigmoid(int n, float[] e, float[] y, int at) {
    for (int i = 0; i < n; i++) {
      y[at + i] = 1f / (1f + e[i]);
    }
  }

  private static void silu(int n, float[] e, float[] x, float[] y, int at) {
    for (int i = 0; i < n; i++) {
      y[at + i] = x[at + i] / (1f + e[i]);
    }
  }

  /** One row of y ← op(a, b). */
  public static void binary(
      BinaryOp op,
      int n,
      float[] a,
      int p,
      int stepA,
      float[] b,
      int q,
      int stepB,
      float[] y,
      int r) {
    if (stepA == 1 && stepB == 1) {
      both(op, n, a, p, b, q, y, r);
    } else if (stepA == 1 && stepB == 0) {
      rightFixed(op, n, a, p, b[q], y, r);
    } else {
      for (int i = 0; i < n; i++) {
        y[r + i] = (float) Functions.value(op, a[p + i * stepA], b[q + i * stepB]);
      }
    }
  }

  private static void both(
      BinaryOp op, int n, float[] a, int p, float[] b, int q, float[] y, int r) {
    switch (op) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = a[p + i] + b[q + i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = a[p + i] - b[q + i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = a[p + i] * b[q + i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = a[p + i] / b[q + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = Math.max(a[p + i], b[q + i]);
        }
      }
      case AT_LEAST -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = a[p + i] >= b[q + i] ? 1f : 0f;
        }
      }
    }
  }

  private static void rightFixed(BinaryOp op, int n, float[] a, int p, float b, float[] y, int r) {
    switch (op) {
      case ADD -> Kernels.shift(n, b, a, p, y, r);
      case SUBTRACT -> Kernels.shift(n, -b, a, p, y, r);
      case MULTIPLY -> Kernels.scale(n, b, a, p, y, r);
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = a[p + i] / b;
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = Math.max(a[p + i], b);
        }
      }
      case AT_LEAST -> {
        for (int i = 0; i < n; i++) {
          y[r + i] = a[p + i] >= b ? 1f : 0f;
        }
      }
    }
  }
}
