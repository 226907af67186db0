/**
 * From a head's skin and its parts to an animatable rig: {@link dev.mien.animation.rig.RigBuilder}
 * bakes every blendshape, corrective, joint and binding out of the tables of {@link
 * dev.mien.animation.action}; {@link dev.mien.animation.rig.RigEvaluator} plays the result.
 *
 * <p>Soft tissue is moved by joints (fields of translation round an anchor, {@code
 * soft-joints.tsv}), by muscles ({@code muscles.tsv}) and by three mechanisms of their own: lids
 * that roll over the eyeball, lips that slide along their own profile, and the jaw that turns about
 * its condyles.
 */
@NullMarked
package dev.mien.animation.rig;

import org.jspecify.annotations.NullMarked;
