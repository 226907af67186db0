/**
 * Eyes: eyeballs with iris, pupil and cornea, the wet line at the lids and the lashes.
 *
 * <p>{@link dev.mien.geometry.eye.EyeParts} builds them into the openings that an {@link
 * dev.mien.geometry.eye.EyeShape} describes.
 */
@NullMarked
package dev.mien.geometry.eye;

import org.jspecify.annotations.NullMarked;
