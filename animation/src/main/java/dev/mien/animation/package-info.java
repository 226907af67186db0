/**
 * Rigs, blendshapes, the maps between coding systems, solvers, filters and playback. The entry
 * types are {@link dev.mien.animation.Avatar} and {@link dev.mien.animation.AvatarRig}.
 */
@NullMarked
package dev.mien.animation;

import org.jspecify.annotations.NullMarked;
