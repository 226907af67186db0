/** Strategies that join what each modality decided alone. */
@NullMarked
package dev.mien.learn.fusion.decision;

import org.jspecify.annotations.NullMarked;
