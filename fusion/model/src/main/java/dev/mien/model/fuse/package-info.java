/**
 * Deciding every attribute from what the inputs say. {@link dev.mien.model.fuse.AttributeFusion} is
 * the place where another strategy plugs in; {@link dev.mien.model.fuse.ConfidenceRelevanceFusion}
 * is the one that needs no training.
 */
@NullMarked
package dev.mien.model.fuse;

import org.jspecify.annotations.NullMarked;
