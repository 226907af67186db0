/** Grey pictures and sums over their rectangles, shared by screening, finding and measuring. */
@NullMarked
package dev.mien.image.internal;

import org.jspecify.annotations.NullMarked;
