package dev.mien.image.collection;

import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Vocabulary;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A collected reference picture.
 *
 * @param id hash of size and pixels, so that the same picture has the same id wherever it was found
 * @param picture the picture with the name of its source
 * @param origin the kind of place it comes from
 * @param style a value of the attribute {@code style}
 * @param licence SPDX identifier, or the words of the permission; never blank
 * @param time when it was collected
 */
public record PictureRecord(
    String id,
    ReferenceImage picture,
    PictureOrigin origin,
    String style,
    String licence,
    Instant time) {

  /** Validates licence and style. */
  public PictureRecord {
    if (licence.isBlank()) {
      throw new IllegalArgumentException("licence is blank, expected an SPDX id or a permission");
    }
    if (!Vocabulary.get("style").choices().contains(style)) {
      throw new IllegalArgumentException(
          "style is '" + style + "', expected one of " + Vocabulary.get("style").choices());
    }
  }

  /**
   * A record with the id that its pixels give.
   *
   * @param picture the picture
   * @param origin the kind of place
   * @param style a value of the attribute {@code style}
   * @param licence SPDX identifier or permission
   * @param time when it was collected
   */
  public static PictureRecord of(
      ReferenceImage picture, PictureOrigin origin, String style, String licence, Instant time) {
    return new PictureRecord(idOf(picture), picture, origin, style, licence, time);
  }

  private static String idOf(ReferenceImage picture) {
    int[] pixels = picture.pixels().argb();
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * pixels.length);
    bytes.putInt(picture.pixels().width()).putInt(picture.pixels().height());
    bytes.asIntBuffer().put(pixels);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(bytes.array()), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
