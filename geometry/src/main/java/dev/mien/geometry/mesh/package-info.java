/**
 * Triangle meshes and what can be computed of them; the entry type is {@link
 * dev.mien.geometry.mesh.Mesh}.
 */
@NullMarked
package dev.mien.geometry.mesh;

import org.jspecify.annotations.NullMarked;
