/**
 * A software renderer in plain Java: deferred shading over a multisampled depth buffer, made for
 * portraits of heads.
 *
 * <p>{@link dev.mien.geometry.render.Renderer} draws {@link dev.mien.geometry.scene.Part parts} as
 * seen by a {@link dev.mien.geometry.render.Camera} under {@link
 * dev.mien.geometry.render.Lighting}; {@link dev.mien.geometry.render.RenderSettings} says how
 * large, how carefully, on how many threads and which buffers are wanted beside the picture.
 */
@NullMarked
package dev.mien.geometry.render;

import org.jspecify.annotations.NullMarked;
