package dev.mien.io.gltf;

/** How textures are stored in a glTF file. */
public enum TextureFormat {
  /** JPEG where alpha isn't needed and it's smaller, PNG elsewhere. */
  SMALLEST,
  /** PNG: nothing is lost. */
  PNG,
  /** JPEG wherever alpha isn't needed; PNG for the rest. */
  JPEG
}
