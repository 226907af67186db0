/**
 * Finding a frontal face and its eyes in a picture, in plain Java.
 *
 * <p>The entry type is {@link dev.mien.image.face.FaceFinder}. It evaluates boosted cascades of
 * Haar-like features (P. Viola, M. Jones, "Rapid object detection using a boosted cascade of simple
 * features", CVPR 2001; R. Lienhart, J. Maydt, "An extended set of Haar-like features for rapid
 * object detection", ICIP 2002) that were trained for OpenCV and come with this artifact as data.
 */
@NullMarked
package dev.mien.image.face;

import org.jspecify.annotations.NullMarked;
