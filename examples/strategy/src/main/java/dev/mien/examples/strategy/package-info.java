/**
 * A fusion strategy of one's own in one file: {@link dev.mien.examples.strategy.ScoredProposals}.
 * The file in {@code META-INF/services} registers it.
 */
@NullMarked
package dev.mien.examples.strategy;

import org.jspecify.annotations.NullMarked;
