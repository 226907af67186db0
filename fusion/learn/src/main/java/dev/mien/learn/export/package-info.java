/**
 * Trained networks become {@link dev.mien.model.network.Network}s, which run without this module.
 * Entry type: {@link dev.mien.learn.export.NetworkExport}.
 */
@NullMarked
package dev.mien.learn.export;

import org.jspecify.annotations.NullMarked;
