/**
 * What a head is drawn and exported from: {@link dev.mien.geometry.scene.Part parts} with
 * materials.
 */
@NullMarked
package dev.mien.geometry.scene;

import org.jspecify.annotations.NullMarked;
