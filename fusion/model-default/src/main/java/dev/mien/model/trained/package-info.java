/**
 * The trained weights that ship. With this artifact on the class path {@link
 * dev.mien.model.trained.TrainedEvidence} takes part in making avatars; without it nothing is
 * missing but what the model says. {@code manifest.json} beside this class tells where the weights
 * come from and what they are good for.
 */
@NullMarked
package dev.mien.model.trained;

import org.jspecify.annotations.NullMarked;
