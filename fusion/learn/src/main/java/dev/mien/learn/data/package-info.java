/**
 * What is learned from: examples of several modalities with their truth, whoever made them. Entry
 * type: {@link dev.mien.learn.data.Dataset}.
 *
 * <p>A data set of one's own implements {@link dev.mien.learn.data.Dataset} over its own files and
 * says in a {@link dev.mien.learn.data.FaceLayout} which mesh its truth moves; everything behind it
 * (target spaces, encoders, strategies, evaluation) works on any layout.
 */
@NullMarked
package dev.mien.learn.data;

import org.jspecify.annotations.NullMarked;
