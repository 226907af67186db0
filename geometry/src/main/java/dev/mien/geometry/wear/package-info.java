/**
 * Things worn or grown: glasses, earrings, hats, hair ornaments, horns, headgear and clothing, laid
 * on the surface of any identity.
 *
 * <p>{@link dev.mien.geometry.wear.WornParts} is the entry.
 */
@NullMarked
package dev.mien.geometry.wear;

import org.jspecify.annotations.NullMarked;
