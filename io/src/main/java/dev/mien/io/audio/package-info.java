/** Sound files. The entry type is {@link dev.mien.io.audio.WavReader}. */
@NullMarked
package dev.mien.io.audio;

import org.jspecify.annotations.NullMarked;
