/**
 * The command line: {@code generate}, {@code animate}, {@code render} and {@code inspect}. The
 * entry type is {@link dev.mien.cli.Mien}; each command is one class.
 */
@NullMarked
package dev.mien.cli;

import org.jspecify.annotations.NullMarked;
