package dev.mien.io.gltf;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.io.AtomicFile;
import dev.mien.io.gltf.internal.AvatarEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes avatars as binary glTF 2.0. Immutable and thread-safe; the same avatar gives the same
 * bytes.
 *
 * <pre>{@code
 * GlbWriter.create(EngineProfile.GENERIC).write(avatar, Path.of("avatar.glb"));
 * }</pre>
 *
 * <p>Shapes that have a rest weight or that a clip moves are written whatever the profile's shape
 * sets. Correctives have no place in glTF and are left out. Parts without triangles are left out.
 */
public final class GlbWriter {

  /**
   * Metres that a vertex has to move to be written, where nothing else is asked for: 0.02 mm; eight
   * times that in beards.
   */
  public static final float SMALLEST_MOVE = 2e-5f;

  /**
   * Length of a change of the unit normal to be written, about 1 degree; strands of hair, beard,
   * brows and lashes have to turn sixteen times as far.
   */
  public static final float SMALLEST_TURN = 0.02f;

  private final EngineProfile profile;
  private final TextureFormat textureFormat;

  private GlbWriter(EngineProfile profile, TextureFormat textureFormat) {
    this.profile = profile;
    this.textureFormat = textureFormat;
  }

  /**
   * A writer with the smallest textures.
   *
   * @param profile what the engine's importer can take
   */
  public static GlbWriter create(EngineProfile profile) {
    return new GlbWriter(profile, TextureFormat.SMALLEST);
  }

  /**
   * This writer with another format of textures.
   *
   * @param format how textures are stored
   */
  public GlbWriter withTextures(TextureFormat format) {
    return new GlbWriter(profile, format);
  }

  /**
   * Writes an avatar without animations.
   *
   * @param avatar what to write
   * @param target the file; appears whole or not at all
   * @throws IllegalArgumentException if the avatar's arrays don't belong together or hold NaN
   * @throws IOException if the file can't be written
   */
  public void write(Avatar avatar, Path target) throws IOException {
    write(avatar, List.of(), target);
  }

  /**
   * Writes an avatar with animations.
   *
   * @param avatar what to write
   * @param clips its animations
   * @param target the file; appears whole or not at all
   * @throws IllegalArgumentException if the avatar's arrays don't belong together or hold NaN, or a
   *     clip names a shape or joint that the rig lacks
   * @throws IOException if the file can't be written
   */
  public void write(Avatar avatar, List<AnimationClip> clips, Path target) throws IOException {
    AtomicFile.write(target, out -> write(avatar, clips, out));
  }

  /**
   * Writes an avatar with animations to a stream.
   *
   * @param avatar what to write
   * @param clips its animations
   * @param out not closed
   * @throws IllegalArgumentException as {@link #write(Avatar, List, Path)}; nothing is written then
   * @throws IOException if {@code out} fails
   */
  public void write(Avatar avatar, List<AnimationClip> clips, OutputStream out) throws IOException {
    new AvatarEncoder(avatar, clips, profile, textureFormat, SMALLEST_MOVE, SMALLEST_TURN)
        .writeTo(out);
  }

  /**
   * The file's bytes.
   *
   * @param avatar what to write
   * @param clips its animations
   * @throws IllegalArgumentException as {@link #write(Avatar, List, Path)}
   * @throws IOException if a texture can't be encoded
   */
  public byte[] toBytes(Avatar avatar, List<AnimationClip> clips) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    write(avatar, clips, out);
    return out.toByteArray();
  }
}
