package dev.mien.io.numpy;

import dev.mien.core.BadFileException;
import dev.mien.io.bundle.NamedTensor;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An {@code .npz} archive: arrays by name, read when asked for. An array's memory grows as its
 * bytes come, so what a file merely claims costs nothing; no array has more than {@value #MOST}
 * elements.
 */
public final class NumpyArchive implements Closeable {

  /** Most elements of an array. */
  public static final int MOST = 1 << 28;

  private static final int MOST_ENTRIES = 10_000;
  private static final String SUFFIX = ".npy";

  private final ZipFile zip;
  private final String source;

  private NumpyArchive(ZipFile zip, String source) {
    this.zip = zip;
    this.source = source;
  }

  /**
   * Opens an archive.
   *
   * @param file an {@code .npz} file
   * @throws BadFileException if it isn't a zip
   * @throws IOException if it can't be read
   */
  public static NumpyArchive open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new BadFileException(file.toString(), "", "isn't a zip: " + e.getMessage(), e);
    }
    if (zip.size() > MOST_ENTRIES) {
      int entries = zip.size();
      zip.close();
      throw new BadFileException(
          file.toString(),
          "",
          "has " + entries + " entries, at most " + MOST_ENTRIES + " are read");
    }
    return new NumpyArchive(zip, file.toString());
  }

  /** Names of the arrays, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(SUFFIX))
        .forEach(name -> names.add(name.substring(0, name.length() - SUFFIX.length())));
    return names;
  }

  /**
   * Reads an array of numbers; those of double precision and long integers are rounded.
   *
   * @param name of the array
   * @throws BadFileException if there is none, it isn't of numbers, or it is damaged
   * @throws IOException if it can't be read
   */
  public NamedTensor numbers(String name) throws IOException {
    try (InputStream in = array(name)) {
      return NpyStream.open(in, source, name).numbers();
    }
  }

  /**
   * Reads an array of strings, in row-major order.
   *
   * @param name of the array
   * @throws BadFileException if there is none, it isn't of strings, or it is damaged
   * @throws IOException if it can't be read
   */
  public List<String> strings(String name) throws IOException {
    try (InputStream in = array(name)) {
      return NpyStream.open(in, source, name).strings();
    }
  }

  /**
   * The shape that an array claims to have; its elements aren't read.
   *
   * @param name of the array
   * @throws BadFileException if there is none or its header is damaged
   * @throws IOException if it can't be read
   */
  public int[] shape(String name) throws IOException {
    try (InputStream in = array(name)) {
      return NpyStream.open(in, source, name).shape();
    }
  }

  private InputStream array(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name + SUFFIX);
    if (entry == null) {
      throw new BadFileException(
          source, "", "has no array named " + name + ", but " + String.join(", ", names()));
    }
    return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
