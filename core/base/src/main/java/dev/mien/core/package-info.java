/**
 * Typed inputs of every modality and what all modules share: action units, progress, cancellation,
 * seeds and errors.
 *
 * <p>Entry types are the modality inputs {@link dev.mien.core.TextPrompt}, {@link
 * dev.mien.core.ReferenceImage}, {@link dev.mien.core.ActionUnits}, {@link
 * dev.mien.core.ActionUnitTrack}, {@link dev.mien.core.SpeechClip} and {@link
 * dev.mien.core.MouthImages}.
 *
 * <h2>Conventions of the whole library</h2>
 *
 * <ul>
 *   <li>Space is right-handed: +Y is up, the face looks along +Z, the subject's left is +X. Lengths
 *       are metres and angles radians, unless a name says otherwise.
 *   <li>Left and right are always the subject's own.
 *   <li>Time is seconds as {@code double}; rates are hertz.
 *   <li>Weights and action-unit intensities lie in [0, 1].
 *   <li>Vertices are {@code float[]} interleaved x, y, z; triangles {@code int[]},
 *       counter-clockwise seen from outside; the UV origin is the top left corner.
 *   <li>Everything random takes a seed; the same seed, inputs and version give the same bytes.
 * </ul>
 */
@NullMarked
package dev.mien.core;

import org.jspecify.annotations.NullMarked;
