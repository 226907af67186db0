/**
 * The whole head at rest: {@link dev.mien.geometry.assembly.HeadAssembly} calls every generator, in
 * the order in which one rests on another.
 */
@NullMarked
package dev.mien.geometry.assembly;

import org.jspecify.annotations.NullMarked;
