/**
 * Hair of the head, eyebrows and facial hair: textured strips of strands grown from a head's
 * surface. The entry type is {@link dev.mien.geometry.hair.HairGenerator}.
 *
 * <p>Strands are drawn into one small picture per part, along V from the root (0) to the tip (1);
 * the strips that carry it have bent normals, so that many of them shade as one body of hair.
 */
@NullMarked
package dev.mien.geometry.hair;

import org.jspecify.annotations.NullMarked;
