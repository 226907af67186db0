package dev.mien.io.capture;

import dev.mien.core.BadFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads recordings of a face from CSV files; which program wrote them is told by their columns.
 * Immutable and thread-safe.
 *
 * <p>Columns may stand in any order, be spelt with other case, spaces or underscores, and be
 * accompanied by unknown ones. What is missing or unreadable is reported in {@link
 * Capture#repairs()}; a cell that is neither a number nor a usual spelling of "none" is an error.
 */
public final class CaptureReader {

  /** Frames per second of tables that number their frames without telling times. */
  public static final double DEFAULT_FRAME_RATE = 30;

  private final double frameRate;

  private CaptureReader(double frameRate) {
    this.frameRate = frameRate;
  }

  /** A reader that finds rates out where it can. */
  public static CaptureReader create() {
    return new CaptureReader(0);
  }

  /**
   * A reader for recordings whose rate is known: the rate of the time code for Live Link Face, of
   * the frame numbers for tables without times.
   *
   * @param framesPerSecond above 0
   */
  public CaptureReader withFrameRate(double framesPerSecond) {
    if (!(framesPerSecond > 0 && framesPerSecond < 1e4)) {
      throw new IllegalArgumentException(
          "framesPerSecond is " + framesPerSecond + ", expected in (0, 10000)");
    }
    return new CaptureReader(framesPerSecond);
  }

  /**
   * Reads a file.
   *
   * @param file a CSV file
   * @throws BadFileException if it isn't a capture of a known format, with line and column
   * @throws IOException if it can't be read
   */
  public Capture read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a stream.
   *
   * @param in UTF-8 text; not closed
   * @param source what to call it in errors
   * @throws BadFileException as {@link #read(Path)}
   * @throws IOException if it can't be read
   */
  public Capture read(InputStream in, String source) throws IOException {
    Reader reader = new InputStreamReader(new BufferedInputStream(in), StandardCharsets.UTF_8);
    CaptureTable.Opened opened = CaptureTable.open(reader, source);
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < opened.header.size(); i++) {
      columns.putIfAbsent(CaptureTable.plain(opened.header.get(i)), i);
    }
    if (LiveLinkFace.recognises(columns)) {
      return LiveLinkFace.read(opened, columns, frameRate);
    }
    if (ActionUnitTable.isOpenFace(columns)) {
      return ActionUnitTable.readOpenFace(opened, columns, frameRate);
    }
    if (ActionUnitTable.isPyFeat(columns)) {
      return ActionUnitTable.readPyFeat(opened, columns, frameRate);
    }
    throw new BadFileException(
        source,
        "line 1",
        "expected columns are missing: the header is neither Live Link Face's (Timecode, EyeBlinkLeft …), OpenFace's (timestamp,"
            + " AU01_r …) nor py-feat's (FaceScore, AU01 …)");
  }
}
