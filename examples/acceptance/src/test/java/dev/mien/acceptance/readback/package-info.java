/**
 * Everything that can be asked for is measured on the finished head again: every attribute of the
 * vocabulary has a reading here, and {@link dev.mien.acceptance.readback.ReadBackTest} fails where
 * one is missing.
 */
@NullMarked
package dev.mien.acceptance.readback;

import org.jspecify.annotations.NullMarked;
