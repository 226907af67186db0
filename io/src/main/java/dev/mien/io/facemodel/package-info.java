/**
 * Linear models of human faces that others made from scans, read into this library's frame and
 * unit. Entry types: {@link dev.mien.io.facemodel.LinearFaceModel} and {@link
 * dev.mien.io.facemodel.IctFaceKitReader}.
 */
@NullMarked
package dev.mien.io.facemodel;

import org.jspecify.annotations.NullMarked;
