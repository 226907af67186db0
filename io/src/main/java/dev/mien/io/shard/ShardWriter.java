package dev.mien.io.shard;

import dev.mien.core.BadFileException;
import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes a data set, shard by shard, and continues one that was stopped. Shards may be written from
 * several threads; each is numbered by its caller, so that the set doesn't depend on who was
 * faster.
 */
public final class ShardWriter {

  private final Path folder;
  private ShardManifest manifest;

  private ShardWriter(Path folder, ShardManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Opens a folder for writing: an empty one, or one with an unfinished set of the same name,
   * licence and properties.
   *
   * @param folder where to; made if it doesn't exist
   * @param set what is written, without shards
   * @throws BadFileException if another set is there
   * @throws IOException if the folder can't be made or read
   */
  public static ShardWriter open(Path folder, ShardManifest set) throws IOException {
    if (!set.shards().isEmpty()) {
      throw new IllegalArgumentException("set.shards must be empty, has " + set.shards().size());
    }
    Files.createDirectories(folder);
    if (!Files.exists(folder.resolve(ShardManifest.FILE))) {
      set.write(folder);
      return new ShardWriter(folder, set);
    }
    ShardManifest found = ShardManifest.read(folder);
    ShardManifest bare =
        new ShardManifest(found.name(), found.licence(), found.properties(), List.of());
    if (!bare.equals(set)) {
      throw new BadFileException(
          folder.resolve(ShardManifest.FILE).toString(),
          "",
          "another data set is here: " + bare + ", expected " + set);
    }
    return new ShardWriter(folder, found);
  }

  /** What has been written so far. */
  public synchronized ShardManifest manifest() {
    return manifest;
  }

  /**
   * Whether a shard is already there.
   *
   * @param number from 0
   */
  public synchronized boolean has(int number) {
    String file = file(number);
    return manifest.shards().stream().anyMatch(s -> s.file().equals(file));
  }

  /**
   * Writes a shard, whole or not at all.
   *
   * @param number from 0; it must not be there yet
   * @param samples what it holds; taken one after the other, so they may be made on demand
   * @throws IOException if it can't be written
   */
  public void write(int number, Iterable<Sample> samples) throws IOException {
    if (number < 0 || has(number)) {
      throw new IllegalArgumentException("shard " + number + " is there already or negative");
    }
    MessageDigest digest = sha256();
    int[] count = {0};
    Path target = folder.resolve(file(number));
    AtomicFile.write(
        target,
        out -> {
          OutputStream hashed = new DigestOutputStream(out, digest);
          GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(hashed, parameters());
          TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8");
          Set<String> keys = new HashSet<>();
          for (Sample sample : samples) {
            if (!keys.add(sample.key())) {
              throw new IllegalArgumentException("two samples have the key " + sample.key());
            }
            add(tar, sample);
            count[0]++;
          }
          tar.finish();
          tar.flush();
          gzip.finish();
        });
    ShardManifest.Shard shard =
        new ShardManifest.Shard(
            file(number), count[0], Files.size(target), HexFormat.of().formatHex(digest.digest()));
    synchronized (this) {
      manifest = sorted(manifest.with(shard));
      manifest.write(folder);
    }
  }

  private static ShardManifest sorted(ShardManifest m) {
    return new ShardManifest(
        m.name(),
        m.licence(),
        m.properties(),
        m.shards().stream().sorted(Comparator.comparing(ShardManifest.Shard::file)).toList());
  }

  private static void add(TarArchiveOutputStream tar, Sample sample) throws IOException {
    for (Map.Entry<String, byte[]> part : sample.parts().entrySet()) {
      TarArchiveEntry entry = new TarArchiveEntry(sample.key() + "." + part.getKey());
      entry.setSize(part.getValue().length);
      entry.setModTime(0L);
      entry.setMode(0644);
      entry.setIds(0, 0);
      entry.setNames("", "");
      tar.putArchiveEntry(entry);
      tar.write(part.getValue());
      tar.closeArchiveEntry();
    }
  }

  static String file(int number) {
    return String.format(Locale.ROOT, "shard-%05d.tar.gz", number);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static GzipParameters parameters() {
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(Deflater.DEFAULT_COMPRESSION);
    return parameters;
  }
}
