package dev.mien.learn.tape;

import dev.mien.model.compute.StridedBlock;
import java.util.Arrays;
import java.util.List;

/** Operations that move numbers without changing them. */
final class Layout {

  private Layout() {}

  static Tensor reshape(Tensor x, int... sizes) {
    int[] shape = sizes.clone();
    int open = -1;
    int known = 1;
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] == -1 && open < 0) {
        open = d;
      } else {
        known *= shape[d];
      }
    }
    if (open >= 0 && known > 0) {
      shape[open] = x.length() / known;
    }
    if (Shape.length(shape) != x.length()) {
      throw new IllegalArgumentException("can't reshape " + x + " to " + Arrays.toString(sizes));
    }
    int[] before = x.shapeShared();
    return x.tape()
        .record(
            x.tape().sharing(x, shape),
            (upstream, slopes) -> slopes.add(0, reshape(upstream, before)),
            x);
  }

  static Tensor permute(Tensor x, int... axes) {
    int rank = x.rank();
    int[] shape = new int[rank];
    int[] strides = new int[rank];
    int[] back = new int[rank];
    Arrays.fill(back, -1);
    int[] own = StridedBlock.contiguous(x.shapeShared());
    if (axes.length != rank) {
      throw new IllegalArgumentException(Arrays.toString(axes) + " for " + x);
    }
    for (int d = 0; d < rank; d++) {
      int from = Shape.axis(axes[d], rank);
      if (back[from] >= 0) {
        throw new IllegalArgumentException("axis " + from + " twice in " + Arrays.toString(axes));
      }
      back[from] = d;
      shape[d] = x.shapeShared()[from];
      strides[d] = own[from];
    }
    Tensor result = x.tape().fresh(shape);
    x.tape()
        .backend()
        .copy(
            shape,
            x.buffer(),
            0,
            strides,
            result.buffer(),
            0,
            StridedBlock.contiguous(shape),
            false);
    return x.tape().record(result, (upstream, slopes) -> slopes.add(0, permute(upstream, back)), x);
  }

  static Tensor slice(Tensor x, int anyAxis, int from, int to) {
    int axis = Shape.axis(anyAxis, x.rank());
    int size = x.shapeShared()[axis];
    if (from < 0 || to > size || from > to) {
      throw new IllegalArgumentException(
          "slice " + from + " to " + to + " of axis " + axis + " of " + x);
    }
    int[] shape = Shape.with(x.shapeShared(), axis, to - from);
    int[] own = StridedBlock.contiguous(x.shapeShared());
    Tensor result = x.tape().fresh(shape);
    x.tape()
        .backend()
        .copy(
            shape,
            x.buffer(),
            from * own[axis],
            own,
            result.buffer(),
            0,
            StridedBlock.contiguous(shape),
            false);
    return x.tape()
        .record(result, (upstream, slopes) -> slopes.add(0, padded(upstream, axis, from, size)), x);
  }

  /** Zeros around a tensor along one axis. */
  static Tensor padded(Tensor x, int axis, int before, int size) {
    int[] shape = Shape.with(x.shapeShared(), axis, size);
    int[] strides = StridedBlock.contiguous(shape);
    Tensor result = x.tape().filled(0, shape);
    x.tape()
        .backend()
        .copy(
            x.shapeShared(),
            x.buffer(),
            0,
            StridedBlock.contiguous(x.shapeShared()),
            result.buffer(),
            before * strides[axis],
            strides,
            false);
    int end = before + x.shapeShared()[axis];
    return x.tape()
        .record(result, (upstream, slopes) -> slopes.add(0, slice(upstream, axis, before, end)), x);
  }

  static Tensor concat(int anyAxis, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing to put together");
    }
    Tensor first = parts.get(0);
    int axis = Shape.axis(anyAxis, first.rank());
    int size = 0;
    for (Tensor part : parts) {
      int[] same = Shape.with(first.shapeShared(), axis, part.size(axis));
      if (!Arrays.equals(same, part.shapeShared())) {
        throw new IllegalArgumentException(
            "can't put " + part + " behind " + first + " along axis " + axis);
      }
      size += part.size(axis);
    }
    int[] shape = Shape.with(first.shapeShared(), axis, size);
    int[] strides = StridedBlock.contiguous(shape);
    Tensor result = first.tape().fresh(shape);
    int at = 0;
    for (Tensor part : parts) {
      first
          .tape()
          .backend()
          .copy(
              part.shapeShared(),
              part.buffer(),
              0,
              StridedBlock.contiguous(part.shapeShared()),
              result.buffer(),
              at * strides[axis],
              strides,
              false);
      at += part.size(axis);
    }
    Tensor[] inputs = parts.toArray(new Tensor[0]);
    return first
        .tape()
        .record(
            result,
            (upstream, slopes) -> {
              int from = 0;
              for (int i = 0; i < inputs.length; i++) {
                int to = from + inputs[i].size(axis);
                if (slopes.wants(i)) {
                  slopes.add(i, slice(upstream, axis, from, to));
                }
                from = to;
              }
            },
            inputs);
  }

  static Tensor expand(Tensor x, int... sizes) {
    if (!Arrays.equals(Shape.broadcast(x.shapeShared(), sizes), sizes)) {
      throw new IllegalArgumentException("can't expand " + x + " to " + Arrays.toString(sizes));
    }
    if (Arrays.equals(x.shapeShared(), sizes)) {
      return x;
    }
    Tensor result = x.tape().fresh(sizes);
    x.tape()
        .backend()
        .copy(
            sizes,
            x.buffer(),
            0,
            Shape.strides(x.shapeShared(), sizes),
            result.buffer(),
            0,
            StridedBlock.contiguous(sizes),
            false);
    return x.tape()
        .record(
            result, (upstream, slopes) -> slopes.add(0, reduceTo(upstream, x.shapeShared())), x);
  }

  /** Sums what broadcasting repeated. */
  static Tensor reduceTo(Tensor x, int[] shape) {
    if (Arrays.equals(x.shapeShared(), shape)) {
      return x;
    }
    int extra = x.rank() - shape.length;
    Tensor sum = x;
    int d = 0;
    while (d < x.rank()) {
      if (!repeated(x.shapeShared(), shape, extra, d)) {
        d++;
        continue;
      }
      // neighbours are summed together
      int end = d + 1;
      while (end < x.rank() && repeated(x.shapeShared(), shape, extra, end)) {
        end++;
      }
      int[] sizes = sum.shapeShared();
      int outer = Shape.product(sizes, 0, d);
      int middle = Shape.product(sizes, d, end);
      int inner = Shape.product(sizes, end, sizes.length);
      int[] kept = sizes.clone();
      Arrays.fill(kept, d, end, 1);
      sum = Reductions.sum(sum.reshape(outer, middle, inner), 1).reshape(kept);
      d = end;
    }
    return sum.reshape(shape);
  }

  private static boolean repeated(int[] large, int[] small, int extra, int d) {
    return d < extra || (small[d - extra] == 1 && large[d] != 1);
  }
}
