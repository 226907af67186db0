/**
 * Descriptions in words, Chinese, English or both, become evidence about an avatar's attributes.
 *
 * <p>{@link dev.mien.text.TextReader} is the entry: it cleans a {@link dev.mien.core.TextPrompt},
 * finds the words of a {@link dev.mien.text.lexicon.Lexicon}, resolves what each describes (scope,
 * negation, degree) and returns a {@link dev.mien.text.TextReading}. Packages below: {@code clean}
 * repairs and screens text, {@code corpus} collects and generates descriptions, {@code library}
 * keeps an index of what many descriptions say, {@code lexicon} holds the words.
 */
@NullMarked
package dev.mien.text;

import org.jspecify.annotations.NullMarked;
