/**
 * What holds where no input says anything: {@link dev.mien.model.prior.AttributePrior} fills the
 * undecided attributes by rules that follow from the decided ones, and by rolls of the seed.
 */
@NullMarked
package dev.mien.model.prior;

import org.jspecify.annotations.NullMarked;
