/**
 * Learning: optimisers, learning-rate schedules, clipping, running averages of weights, and
 * checkpoints that resume to the bit. Entry types: {@link dev.mien.learn.optim.Optimiser}, {@link
 * dev.mien.learn.optim.Schedule}.
 */
@NullMarked
package dev.mien.learn.optim;

import org.jspecify.annotations.NullMarked;
