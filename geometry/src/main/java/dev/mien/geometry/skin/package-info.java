/**
 * Texture maps of the skin, baked from attributes; the entry type is {@link
 * dev.mien.geometry.skin.SkinMaps}.
 *
 * <p>Everything is painted on one canonical head, the default one, which the texture layout is
 * common with: a texel knows where it lies on that head, so zones and lines follow every identity
 * as its vertices do. Lengths here are millimetres on the canonical head.
 */
@NullMarked
package dev.mien.geometry.skin;

import org.jspecify.annotations.NullMarked;
