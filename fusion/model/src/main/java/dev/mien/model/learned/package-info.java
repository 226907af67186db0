/**
 * The trained model: networks that read words, a picture and action units, fuse what they read and
 * predict the head. Entry type: {@link dev.mien.model.learned.LearnedModel}.
 */
@NullMarked
package dev.mien.model.learned;

import org.jspecify.annotations.NullMarked;
