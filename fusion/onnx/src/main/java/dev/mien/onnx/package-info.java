/**
 * Sentence encoders in ONNX as readers of descriptions: {@link dev.mien.onnx.SentenceEncoder} runs
 * a model that somebody has trained, as it is, and {@link dev.mien.onnx.OnnxTextEncoder} makes
 * tokens for fusion of what it says.
 *
 * <p>Files are the caller's: nothing is downloaded, and nothing is sent anywhere.
 */
@NullMarked
package dev.mien.onnx;

import org.jspecify.annotations.NullMarked;
