/** How glTF files are assembled and taken apart; no API. */
@NullMarked
package dev.mien.io.gltf.internal;

import org.jspecify.annotations.NullMarked;
