/**
 * Collecting reference pictures: {@link dev.mien.image.collection.PictureSource} adapters give
 * records with licence and style, {@link dev.mien.image.collection.PictureCollection} keeps each
 * once, {@link dev.mien.image.collection.StyleClassifier} tells a picture's style.
 */
@NullMarked
package dev.mien.image.collection;

import org.jspecify.annotations.NullMarked;
