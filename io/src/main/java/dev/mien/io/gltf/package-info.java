/**
 * glTF 2.0, binary (GLB) and with separate files. Avatars go out with {@link
 * dev.mien.io.gltf.GlbWriter} and anything comes in with {@link dev.mien.io.gltf.GlbReader}.
 *
 * <p>What {@code GlbWriter} writes, so that other programs can rely on it:
 *
 * <ul>
 *   <li>One mesh with one primitive per part, each on its own node at the scene's root, all bound
 *       to one skin. Joints are nodes named as in the rig; at rest their axes are the world's, and
 *       what rotation their nodes have is the pose that the avatar has at first.
 *   <li>Every mesh that moves lists the same morph targets in the same order, with {@code
 *       extras.targetNames}; {@code weights} hold the avatar's rest weights. Meshes that no target
 *       moves have none. Deltas are POSITION and NORMAL, as sparse accessors unless {@link
 *       dev.mien.io.gltf.EngineProfile#sparse()} says otherwise or dense ones are smaller.
 *   <li>An animation has one weights sampler that all moving meshes share, and one rotation sampler
 *       per joint that turns.
 *   <li>{@code asset.extras.mien} holds {@code templateVersion}, {@code seed} (text, it has 64
 *       bits), {@code attributes}, {@code expression}, {@code provenance}, {@code shapeSets}
 *       (target names by coding system) and {@code turnedJoints} (names of joints whose nodes'
 *       rotations are the avatar's first pose; without these rotations the joints' axes are the
 *       world's); a mesh's {@code extras.kind} is the part's kind and a material's {@code
 *       extras.shading} its shading.
 * </ul>
 */
@NullMarked
package dev.mien.io.gltf;

import org.jspecify.annotations.NullMarked;
