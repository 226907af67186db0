/**
 * The command line for researchers: {@code data}, {@code train}, {@code export}, {@code evaluate}
 * and {@code compare} beside the application's commands. The entry type is {@link
 * dev.mien.research.MienResearch}; each command is one class.
 */
@NullMarked
package dev.mien.research;

import org.jspecify.annotations.NullMarked;
