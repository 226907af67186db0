/**
 * How the head's template is made: an analytic sculpt, a planned cage of quads laid on it, one step
 * of subdivision, and the identity deformations of the result. Centimetres throughout; the axes are
 * those of the library. Not API.
 */
@NullMarked
package dev.mien.geometry.head.internal;

import org.jspecify.annotations.NullMarked;
