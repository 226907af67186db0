/**
 * Wavefront OBJ meshes. The entry types are {@link dev.mien.io.obj.ObjReader} and {@link
 * dev.mien.io.obj.ObjWriter}.
 */
@NullMarked
package dev.mien.io.obj;

import org.jspecify.annotations.NullMarked;
