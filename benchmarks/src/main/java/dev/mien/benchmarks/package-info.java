/** JMH benchmarks of the whole library; each class measures one promise of its README. */
@NullMarked
package dev.mien.benchmarks;

import org.jspecify.annotations.NullMarked;
