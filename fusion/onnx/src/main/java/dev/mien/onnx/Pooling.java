package dev.mien.onnx;

/** How one vector is made of one per token. As the model was trained; its documentation says it. */
public enum Pooling {
  /** The mean over the tokens of the text, padding left out. */
  MEAN,
  /** The first token's, which is a marker such as {@code [CLS]}. */
  CLS
}
