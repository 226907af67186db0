/**
 * Screening reference pictures, scoring their quality and choosing the best of many.
 *
 * <p>{@link dev.mien.image.screen.PictureScreen} drops what is too small, blurred or off topic,
 * {@link dev.mien.image.screen.QualityScores} rates composition, colour and detail, and {@link
 * dev.mien.image.screen.RepresentativeSelection} picks a few that stand for all.
 */
@NullMarked
package dev.mien.image.screen;

import org.jspecify.annotations.NullMarked;
