package dev.mien.model.perform;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;

/**
 * Shows an avatar at any moment of a clip; shapes and joints that the clip leaves alone stay as
 * they are at rest, as in a file with the clip. Not thread-safe.
 */
public final class ClipPlayer {

  private final AnimationClip clip;
  private final Avatar avatar;
  private final AvatarPainter painter;
  private final Set<String> shapes = new HashSet<>();
  private final Set<String> joints = new HashSet<>();

  private ClipPlayer(Avatar avatar, AnimationClip clip) {
    this.avatar = avatar;
    this.clip = clip;
    this.painter = AvatarPainter.of(avatar);
    avatar.rig().blendshapes().forEach(shape -> shapes.add(shape.name()));
    avatar.rig().joints().forEach(joint -> joints.add(joint.name()));
  }

  /**
   * A player.
   *
   * @param avatar who plays
   * @param clip what; shapes and joints that the avatar lacks are left out
   * @throws IllegalArgumentException if the clip has no frame
   */
  public static ClipPlayer of(Avatar avatar, AnimationClip clip) {
    if (clip.times().length == 0) {
      throw new IllegalArgumentException("the clip " + clip.name() + " has no frame");
    }
    return new ClipPlayer(avatar, clip);
  }

  /** Seconds from the first frame to the last. */
  public double duration() {
    return clip.times()[clip.times().length - 1];
  }

  /**
   * Blendshape weights at a moment, interpolated linearly.
   *
   * @param time seconds; before the first and after the last frame, theirs hold
   */
  public Map<String, Float> weights(double time) {
    int frame = frame(time);
    int next = Math.min(frame + 1, clip.times().length - 1);
    float share = share(time, frame, next);
    Map<String, Float> weights = new TreeMap<>(avatar.restWeights());
    weights.keySet().removeAll(clip.shapes());
    for (int s = 0; s < clip.shapes().size(); s++) {
      if (shapes.contains(clip.shapes().get(s))) {
        float from = clip.weights()[frame][s];
        float weight = from + share * (clip.weights()[next][s] - from);
        if (weight != 0) {
          weights.put(clip.shapes().get(s), weight);
        }
      }
    }
    return weights;
  }

  /**
   * Joint rotations at a moment, interpolated along the shortest arc.
   *
   * @param time seconds
   */
  public Map<String, Quaternionfc> rotations(double time) {
    int frame = frame(time);
    int next = Math.min(frame + 1, clip.times().length - 1);
    float share = share(time, frame, next);
    Map<String, Quaternionfc> rotations = new TreeMap<>(avatar.restRotations());
    for (Map.Entry<String, float[]> track : clip.rotations().entrySet()) {
      if (joints.contains(track.getKey())) {
        rotations.put(
            track.getKey(),
            rotation(track.getValue(), frame).slerp(rotation(track.getValue(), next), share));
      }
    }
    return rotations;
  }

  /**
   * Draws a moment.
   *
   * @param time seconds
   * @param camera from where
   * @param settings size and quality
   */
  public PixelImage paint(double time, Camera camera, RenderSettings settings) {
    return painter.paint(weights(time), rotations(time), camera, settings).colour();
  }

  private int frame(double time) {
    int found = Arrays.binarySearch(clip.times(), time);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  private float share(double time, int frame, int next) {
    double step = clip.times()[next] - clip.times()[frame];
    return step <= 0 ? 0 : (float) Math.min(1, Math.max(0, (time - clip.times()[frame]) / step));
  }

  private static Quaternionf rotation(float[] track, int frame) {
    return new Quaternionf(
        track[4 * frame], track[4 * frame + 1], track[4 * frame + 2], track[4 * frame + 3]);
  }
}
