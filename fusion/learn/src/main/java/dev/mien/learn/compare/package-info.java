/**
 * Comparisons on equal terms: every fusion strategy on the class path, and what it has to beat,
 * trained on the same encoded features within the same budget and judged on the same test
 * identities. Entry types: {@link dev.mien.learn.compare.Comparison} and {@link
 * dev.mien.learn.compare.GeneratorComparison}.
 *
 * <p>A comparison's folder holds {@code runs/*.json}, one per finished training (they are what a
 * resumed comparison goes on from), {@code table.md}, {@code table.csv}, {@code table.json} and
 * pictures, which are the same whenever the runs are; and {@code timing.csv}, which is what a clock
 * said.
 */
@NullMarked
package dev.mien.learn.compare;

import org.jspecify.annotations.NullMarked;
