/** From captures to what an avatar plays: {@link dev.mien.model.perform.Performance}. */
@NullMarked
package dev.mien.model.perform;

import org.jspecify.annotations.NullMarked;
