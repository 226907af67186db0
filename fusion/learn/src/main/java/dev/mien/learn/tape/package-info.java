/**
 * Automatic differentiation in reverse, defined by running: tensors remember how they were made on
 * a {@link dev.mien.learn.tape.Tape}, which walks back over it. Backward steps are themselves made
 * of operations, so that gradients can be differentiated again. Entry types: {@link
 * dev.mien.learn.tape.Tape}, {@link dev.mien.learn.tape.Tensor}, {@link
 * dev.mien.learn.tape.Parameter}.
 */
@NullMarked
package dev.mien.learn.tape;

import org.jspecify.annotations.NullMarked;
