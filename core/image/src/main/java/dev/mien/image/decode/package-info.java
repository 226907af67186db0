/**
 * Decoding of picture files within stated bounds.
 *
 * <p>The entry type is {@link dev.mien.image.decode.ImageIoDecoder}, which {@link
 * java.util.ServiceLoader} finds for {@link dev.mien.core.image.ImageDecoder}.
 */
@NullMarked
package dev.mien.image.decode;

import org.jspecify.annotations.NullMarked;
