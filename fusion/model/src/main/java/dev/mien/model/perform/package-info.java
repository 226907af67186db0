/**
 * From captures to what an avatar plays: {@link dev.mien.model.perform.TakeCleaner} makes a take of
 * a capture, {@link dev.mien.model.perform.Performance} a clip of a take, and {@link
 * dev.mien.model.perform.ClipPlayer} shows it.
 */
@NullMarked
package dev.mien.model.perform;

import org.jspecify.annotations.NullMarked;
