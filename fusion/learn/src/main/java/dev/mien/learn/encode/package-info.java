/**
 * What reads an input: networks that turn a text, a picture or action units into tokens. Entry
 * type: {@link dev.mien.learn.encode.Encoder}, which an encoder of one's own implements; {@link
 * dev.mien.learn.encode.ModalityEncoder} says which input it reads.
 */
@NullMarked
package dev.mien.learn.encode;

import org.jspecify.annotations.NullMarked;
