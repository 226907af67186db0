/**
 * Cleaning captured tracks: outliers, gaps, smoothing, normalisation and resampling. The entry type
 * is {@link dev.mien.animation.track.TrackCleaner}; the filters can be used alone.
 */
@NullMarked
package dev.mien.animation.track;

import org.jspecify.annotations.NullMarked;
