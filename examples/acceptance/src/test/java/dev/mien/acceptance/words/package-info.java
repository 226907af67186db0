/** What the trained model that ships reads in texts. */
@NullMarked
package dev.mien.acceptance.words;

import org.jspecify.annotations.NullMarked;
