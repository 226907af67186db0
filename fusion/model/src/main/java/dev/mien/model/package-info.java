/** From a request to an avatar. The entry type is {@link dev.mien.model.AvatarModel}. */
@NullMarked
package dev.mien.model;

import org.jspecify.annotations.NullMarked;
