/**
 * The primitives written as plainly as they can be, in double precision: what gradients are checked
 * with and what other backends are held against. Entry type: {@link
 * dev.mien.learn.reference.ReferenceBackend}.
 */
@NullMarked
package dev.mien.learn.reference;

import org.jspecify.annotations.NullMarked;
