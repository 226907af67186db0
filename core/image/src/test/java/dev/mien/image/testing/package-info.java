/** Pictures made for tests: scenes without faces, and controlled changes of given pictures. */
@NullMarked
package dev.mien.image.testing;

import org.jspecify.annotations.NullMarked;
