/**
 * Training: a loop that can be interrupted, resumed to the bit and watched, and what it trains.
 * Entry types: {@link dev.mien.learn.train.Training}, the loop; {@link
 * dev.mien.learn.train.MultimodalModel}, encoders with a fusion strategy; {@link
 * dev.mien.learn.train.FeatureCache}, what trained encoders say of a data set.
 */
@NullMarked
package dev.mien.learn.train;

import org.jspecify.annotations.NullMarked;
