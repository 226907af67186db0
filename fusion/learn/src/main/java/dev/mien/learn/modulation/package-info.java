/**
 * How a running feature is modulated by a preset or earlier one: M = Mod(S, F). Entry types: {@link
 * dev.mien.learn.modulation.Modulation}, found by {@link java.util.ServiceLoader}, and {@link
 * dev.mien.learn.modulation.Modulations}, which has the built-in formulas. {@code
 * ModulationContract} in the tests states what each must fulfil.
 */
@NullMarked
package dev.mien.learn.modulation;

import org.jspecify.annotations.NullMarked;
