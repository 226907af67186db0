/**
 * Teeth with their gums, and the tongue, sized to the face and fitted behind its lips.
 *
 * <p>{@link dev.mien.geometry.mouth.MouthParts} is the entry.
 */
@NullMarked
package dev.mien.geometry.mouth;

import org.jspecify.annotations.NullMarked;
