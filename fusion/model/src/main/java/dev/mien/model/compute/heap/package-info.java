/**
 * Networks run in plain Java with arrays on the heap. Entry type: {@link
 * dev.mien.model.compute.heap.JavaCompute}; the rest are the loops that it is made of.
 */
@NullMarked
package dev.mien.model.compute.heap;

import org.jspecify.annotations.NullMarked;
