/** Pictures of avatars: {@link dev.mien.animation.view.AvatarPainter}. */
@NullMarked
package dev.mien.animation.view;

import org.jspecify.annotations.NullMarked;
