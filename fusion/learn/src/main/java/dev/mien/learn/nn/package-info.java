/**
 * Layers of networks: each owns named parameters and turns tensors into tensors. Entry types:
 * {@link dev.mien.learn.nn.Parameters}, which makes parameters, and {@link
 * dev.mien.learn.nn.Linear} as the simplest layer.
 */
@NullMarked
package dev.mien.learn.nn;

import org.jspecify.annotations.NullMarked;
