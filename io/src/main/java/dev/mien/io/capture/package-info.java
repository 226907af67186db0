/**
 * Recordings of a face: Live Link Face, OpenFace and py-feat tables. The entry type is {@link
 * dev.mien.io.capture.CaptureReader}.
 *
 * <p>Rotations are yaw, pitch and roll in radians in the library's frame (see {@link
 * dev.mien.core}): yaw about +Y, positive towards the subject's left; pitch about +X, positive
 * downwards; roll about +Z, positive with the subject's left side up.
 */
@NullMarked
package dev.mien.io.capture;

import org.jspecify.annotations.NullMarked;
