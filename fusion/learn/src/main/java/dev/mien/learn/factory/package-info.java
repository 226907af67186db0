/**
 * Makes training data with the built-in head: people are rolled, photographed, described in words
 * and captured, each by observers that see different things of them. Entry types: {@link
 * dev.mien.learn.factory.BuiltInHeadDataset}, which makes examples while they are asked for, and
 * {@link dev.mien.learn.factory.DataFactory}, which writes them to shards that {@link
 * dev.mien.learn.factory.ShardedDataset} reads.
 *
 * <p>What each modality knows that the others don't:
 *
 * <ul>
 *   <li><b>picture</b>: shape and colours as seen from the front to 30° aside, at unknown distance,
 *       focal length and light, in part covered, with an expression that nobody names;
 *   <li><b>text</b>: what the picture hides (profile, ears below hair, age, style) and how strongly
 *       the person plays, in one of two languages; half of what could be said is left out, a
 *       twentieth of it is wrong;
 *   <li><b>action units</b>: another moment, with the subject's own gain and noise: the expression
 *       that is asked for, and nothing of the face.
 * </ul>
 *
 * <p>Every factor's observers are noted in the example's {@link dev.mien.learn.data.Witness}.
 */
@NullMarked
package dev.mien.learn.factory;

import org.jspecify.annotations.NullMarked;
