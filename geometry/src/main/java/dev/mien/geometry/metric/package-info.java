/**
 * Measures of how alike two pictures are: {@link dev.mien.geometry.metric.Psnr} and {@link
 * dev.mien.geometry.metric.Ssim}.
 */
@NullMarked
package dev.mien.geometry.metric;

import org.jspecify.annotations.NullMarked;
