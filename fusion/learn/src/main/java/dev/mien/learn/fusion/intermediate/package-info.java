/** Strategies whose modalities influence one another inside the network. */
@NullMarked
package dev.mien.learn.fusion.intermediate;

import org.jspecify.annotations.NullMarked;
