/** What several packages of this module share and its users don't need: the table reader. */
@NullMarked
package dev.mien.animation.internal;

import org.jspecify.annotations.NullMarked;
