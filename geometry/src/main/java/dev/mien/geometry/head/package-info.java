/**
 * The built-in parametric head: from {@link dev.mien.core.attribute.Attributes} to parts.
 *
 * <p>{@link dev.mien.geometry.head.HeadSurface} is the analytic skin that everything worn rests on.
 */
@NullMarked
package dev.mien.geometry.head;

import org.jspecify.annotations.NullMarked;
