/**
 * From texts, pictures and action units to the arrays that networks read, the same when they are
 * trained and when they are run.
 */
@NullMarked
package dev.mien.model.network.input;

import org.jspecify.annotations.NullMarked;
