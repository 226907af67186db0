/**
 * Regressions and eigenvectors in closed form, on EJML. Entry type: {@link
 * dev.mien.learn.linear.RidgeRegression}.
 */
@NullMarked
package dev.mien.learn.linear;

import org.jspecify.annotations.NullMarked;
