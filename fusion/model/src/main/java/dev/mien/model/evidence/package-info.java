/**
 * What each input says about the avatar's attributes. {@link
 * dev.mien.model.evidence.EvidenceSource} is the place where a trained encoder plugs in, found with
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.mien.model.evidence;

import org.jspecify.annotations.NullMarked;
