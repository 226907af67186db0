/**
 * Trained networks as fixed sequences of primitives, read from files and run without native code.
 * Entry type: {@link dev.mien.model.network.Network}.
 */
@NullMarked
package dev.mien.model.network;

import org.jspecify.annotations.NullMarked;
