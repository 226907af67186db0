package dev.mien.learn.cpu;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/** Whether OpenBLAS is there; it runs on one thread, so that the same work gives the same bits. */
final class OpenBlas {

  private static final boolean AVAILABLE = load();

  private OpenBlas() {}

  static boolean available() {
    return AVAILABLE;
  }

  private static boolean load() {
    try {
      Loader.load(openblas.class);
      openblas.blas_set_num_threads(1);
      return true;
    } catch (LinkageError e) {
      System.getLogger(OpenBlas.class.getName())
          .log(System.Logger.Level.WARNING, "OpenBLAS didn't load: products in plain Java", e);
      return false;
    }
  }
}
