/**
 * Words of Chinese and English text with their places, by Lucene's analysers: {@link
 * dev.mien.text.token.Tokens}.
 */
@NullMarked
package dev.mien.text.token;

import org.jspecify.annotations.NullMarked;
