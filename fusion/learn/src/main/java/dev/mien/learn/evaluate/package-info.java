/**
 * How well heads, samples and rankings agree with the truth, and how sure that is. Entry types:
 * {@link dev.mien.learn.evaluate.VertexError} for meshes, {@link
 * dev.mien.learn.evaluate.AttributeScores} for attributes, {@link
 * dev.mien.learn.evaluate.SampleQuality} for generators, {@link
 * dev.mien.learn.evaluate.PairedBootstrap} for intervals. Pictures are compared by {@link
 * dev.mien.geometry.metric.Psnr} and {@link dev.mien.geometry.metric.Ssim}.
 */
@NullMarked
package dev.mien.learn.evaluate;

import org.jspecify.annotations.NullMarked;
