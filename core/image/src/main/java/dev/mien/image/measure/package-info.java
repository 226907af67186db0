/**
 * Measuring a found face: colours of skin, hair, lips, eyes and brows, how far the hair reaches,
 * glasses, beards, and the shapes, the age and the femininity that its looks tell reliably.
 *
 * <p>The entry type is {@link dev.mien.image.measure.FaceMeasurer}. All places are given in the
 * face's own frame: the origin midway between the eyes, the unit the distance between them ({@code
 * d}), {@code right} towards the right of the picture and {@code down} towards the chin.
 */
@NullMarked
package dev.mien.image.measure;

import org.jspecify.annotations.NullMarked;
