/**
 * ND4J and DL4J beside the tape: a backend on ND4J's arrays, arrays in and out, and DL4J's networks
 * as parts of what the tape trains. Entry types: {@link dev.mien.nd4j.Nd4jBackend}, {@link
 * dev.mien.nd4j.Nd4jTensors}, {@link dev.mien.nd4j.Dl4jEncoder}.
 *
 * <p>Nothing here lets ND4J or DL4J read files: the parsers within them are old.
 */
@NullMarked
package dev.mien.nd4j;

import org.jspecify.annotations.NullMarked;
