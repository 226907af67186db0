/**
 * The canonical vocabulary in which every modality speaks about an avatar.
 *
 * <p>{@link dev.mien.core.attribute.Vocabulary} lists the attributes (from {@code vocabulary.tsv},
 * the one place to add one), {@link dev.mien.core.attribute.Attributes} is a set of values, and
 * {@link dev.mien.core.attribute.Evidence} is what one input says about one of them.
 */
@NullMarked
package dev.mien.core.attribute;

import org.jspecify.annotations.NullMarked;
