/**
 * Data sets made from linear face models that others built from scans, such as ICT-FaceKit: heads
 * that aren't this library's own, to show that what is learned on ours works on real faces. Entry
 * type: {@link dev.mien.learn.data.linear.LinearFaceDataset}.
 */
@NullMarked
package dev.mien.learn.data.linear;

import org.jspecify.annotations.NullMarked;
