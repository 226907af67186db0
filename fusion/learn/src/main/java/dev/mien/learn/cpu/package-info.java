/**
 * The default backend: {@code float[]} on the heap, loops that the virtual machine vectorises, and
 * matrix products by OpenBLAS. Entry type: {@link dev.mien.learn.cpu.CpuBackend}.
 */
@NullMarked
package dev.mien.learn.cpu;

import org.jspecify.annotations.NullMarked;
