/**
 * How what several modalities say becomes one answer. Entry types: {@link
 * dev.mien.learn.fusion.FusionStrategy}, which is found by {@link java.util.ServiceLoader}, and
 * {@link dev.mien.learn.fusion.FusionStrategies}, which lists all.
 */
@NullMarked
package dev.mien.learn.fusion;

import org.jspecify.annotations.NullMarked;
