package dev.mien.io.shard;

import dev.mien.core.BadFileException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a data set, one at a time. What is in memory is bounded by one sample of at
 * most {@value #MOST_BYTES} bytes, whatever a file claims; entries that aren't plain files of plain
 * names are refused; nothing is written.
 */
public final class ShardReader implements Iterator<Sample>, AutoCloseable {

  /** Most bytes of one sample. */
  public static final int MOST_BYTES = 64 << 20;

  /** Most entries of one sample. */
  private static final int MOST_PARTS = 64;

  private static final int BLOCK = 1 << 16;

  private final Path folder;
  private final Iterator<ShardManifest.Shard> shards;
  private @Nullable Open open;
  private @Nullable Sample next;

  private ShardReader(Path folder, Iterable<ShardManifest.Shard> shards) {
    this.folder = folder;
    this.shards = shards.iterator();
  }

  /**
   * Opens a data set for reading in its order.
   *
   * @param folder of the set
   * @throws BadFileException if its manifest isn't one
   * @throws IOException if it can't be read
   */
  public static ShardReader open(Path folder) throws IOException {
    return open(folder, ShardManifest.read(folder).shards());
  }

  /**
   * Opens some shards of a data set, in the order given.
   *
   * @param folder of the set
   * @param shards of its manifest, such as a worker's part or a shuffled order
   */
  public static ShardReader open(Path folder, Iterable<ShardManifest.Shard> shards) {
    return new ShardReader(folder, shards);
  }

  /**
   * Whether there is another sample. A shard whose bytes don't have its manifest's hash is found
   * out at its end at the latest.
   *
   * @throws UncheckedIOException if a shard can't be read or isn't one, as {@link BadFileException}
   *     with the shard and entry
   */
  @Override
  public boolean hasNext() {
    try {
      while (next == null) {
        if (open == null) {
          if (!shards.hasNext()) {
            return false;
          }
          open = new Open(folder, shards.next());
        }
        next = open.sample();
        if (next == null) {
          open.finish();
          open.close();
          open = null;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Sample next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Sample sample = next;
    next = null;
    return sample;
  }

  /**
   * Gives every remaining sample to a consumer.
   *
   * @param consumer of the samples
   * @throws IOException as {@link #hasNext}, but checked
   */
  public void forEachSample(Consumer<Sample> consumer) throws IOException {
    try {
      forEachRemaining(consumer);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** Ends a stream that gives more than allowed: names in a tar may claim any length. */
  private static final class Allowance extends FilterInputStream {
    private long left = 2L * MOST_BYTES;

    Allowance(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      left -= Math.max(0, count);
      if (left < 0) {
        throw new IOException("an entry or its name is longer than " + MOST_BYTES + " bytes");
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      return in.skip(count);
    }
  }

  /** A shard being read. */
  private static final class Open {
    private final String source;
    private final ShardManifest.Shard shard;
    private final MessageDigest digest = ShardWriter.sha256();
    private final InputStream file;
    private final Allowance unpacked;
    private final TarArchiveInputStream tar;
    private final Set<String> keys = new HashSet<>();
    private @Nullable TarArchiveEntry ahead;
    private int samples;

    Open(Path folder, ShardManifest.Shard shard) throws IOException {
      this.shard = shard;
      Path path = folder.resolve(shard.file());
      source = path.toString();
      long length = Files.size(path);
      if (length != shard.bytes()) {
        throw new BadFileException(
            source, "", "has " + length + " bytes, the manifest says " + shard.bytes());
      }
      InputStream raw = Files.newInputStream(path);
      // hashed below the buffer: who reads it may go back
      file = new BufferedInputStream(new DigestInputStream(raw, digest), BLOCK);
      try {
        unpacked = new Allowance(new GzipCompressorInputStream(file));
        tar = new TarArchiveInputStream(unpacked, "UTF-8");
        ahead = entry();
      } catch (IOException | RuntimeException e) {
        raw.close();
        throw damaged(e);
      }
    }

    @Nullable Sample sample() throws IOException {
      TarArchiveEntry entry = ahead;
      if (entry == null) {
        return null;
      }
      String key = key(entry.getName());
      if (!keys.add(key)) {
        throw new BadFileException(source, entry.getName(), "its sample came before");
      }
      Map<String, byte[]> parts = new TreeMap<>();
      long bytes = 0;
      while (entry != null && key(entry.getName()).equals(key)) {
        bytes += entry.getSize();
        if (bytes > MOST_BYTES || parts.size() == MOST_PARTS) {
          throw new BadFileException(
              source,
              entry.getName(),
              "a sample has at most " + MOST_BYTES + " bytes in " + MOST_PARTS + " parts");
        }
        byte[] content = content(entry);
        if (parts.put(entry.getName().substring(key.length() + 1), content) != null) {
          throw new BadFileException(source, entry.getName(), "comes twice");
        }
        try {
          entry = entry();
        } catch (IOException | RuntimeException e) {
          throw damaged(e);
        }
      }
      ahead = entry;
      samples++;
      try {
        return new Sample(key, parts);
      } catch (IllegalArgumentException e) {
        throw new BadFileException(source, key, String.valueOf(e.getMessage()), e);
      }
    }

    private byte[] content(TarArchiveEntry entry) throws IOException {
      byte[] content;
      try {
        content = tar.readNBytes((int) entry.getSize());
      } catch (IOException | RuntimeException e) {
        throw damaged(e);
      }
      if (content.length < entry.getSize()) {
        throw new BadFileException(source, entry.getName(), "ends after " + content.length);
      }
      return content;
    }

    private String key(String name) throws BadFileException {
      int dot = name.indexOf('.');
      if (dot <= 0 || name.contains("/") || name.contains("\\")) {
        throw new BadFileException(source, name, "expected a name such as 000017.face.png");
      }
      return name.substring(0, dot);
    }

    private @Nullable TarArchiveEntry entry() throws IOException {
      unpacked.left = 2L * MOST_BYTES;
      TarArchiveEntry entry = tar.getNextEntry();
      byte kind = entry == null ? TarConstants.LF_NORMAL : entry.getLinkFlag();
      if (entry != null
          && (entry.isDirectory()
              || entry.isSparse()
              || (kind != TarConstants.LF_NORMAL && kind != TarConstants.LF_OLDNORM))) {
        throw new BadFileException(source, entry.getName(), "isn't a plain file");
      }
      return entry;
    }

    /** Reads what follows the last entry, and compares. */
    void finish() throws IOException {
      byte[] rest = new byte[BLOCK];
      while (file.read(rest) >= 0) {
        // only the hash wants it
      }
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(shard.sha256())) {
        throw new BadFileException(
            source, "", "its SHA-256 is " + found + ", the manifest says " + shard.sha256());
      }
      if (samples != shard.samples()) {
        throw new BadFileException(
            source, "", "has " + samples + " samples, the manifest says " + shard.samples());
      }
    }

    private IOException damaged(Exception e) {
      if (e instanceof BadFileException bad) {
        return bad;
      }
      return new BadFileException(
          source,
          keys.isEmpty() ? "" : "after sample " + keys.size(),
          "isn't a whole gzipped tar: " + e.getMessage(),
          e);
    }

    void close() throws IOException {
      tar.close();
    }
  }
}
