/** Tokens, units and scope: how {@link dev.mien.text.TextReader} gets from letters to evidence. */
@NullMarked
package dev.mien.text.internal;

import org.jspecify.annotations.NullMarked;
