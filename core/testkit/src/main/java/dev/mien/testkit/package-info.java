/** What tests of every module share; the entry type is {@link dev.mien.testkit.SharedData}. */
@NullMarked
package dev.mien.testkit;

import org.jspecify.annotations.NullMarked;
