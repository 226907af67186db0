/**
 * Learning: optimisers whose state can be kept and restored, learning-rate schedules, clipping, and
 * running averages of weights. Entry types: {@link dev.mien.learn.optim.Optimiser}, {@link
 * dev.mien.learn.optim.Schedule}.
 */
@NullMarked
package dev.mien.learn.optim;

import org.jspecify.annotations.NullMarked;
