/**
 * Generators: what makes heads from codes, and how it's trained. Entry types: {@link
 * dev.mien.learn.generate.Generator} and {@link dev.mien.learn.generate.Decoder}.
 */
@NullMarked
package dev.mien.learn.generate;

import org.jspecify.annotations.NullMarked;
