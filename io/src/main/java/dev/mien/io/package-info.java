/**
 * Files in and out. Each format has its package: {@link dev.mien.io.gltf glTF}, {@link
 * dev.mien.io.capture facial captures}, {@link dev.mien.io.obj OBJ}, {@link dev.mien.io.audio
 * sound} and {@link dev.mien.io.picture pictures}. The entry types are {@link
 * dev.mien.io.gltf.GlbWriter}, {@link dev.mien.io.gltf.GlbReader}, {@link
 * dev.mien.io.capture.CaptureReader} and {@link dev.mien.io.AtomicFile}.
 *
 * <p>Whatever is written appears whole or not at all; whatever is read is checked before memory is
 * asked for, and a fault is a {@link dev.mien.core.BadFileException} that says where.
 */
@NullMarked
package dev.mien.io;

import org.jspecify.annotations.NullMarked;
