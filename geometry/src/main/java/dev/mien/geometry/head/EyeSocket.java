package dev.mien.geometry.head;

import org.joml.Vector3f;

/**
 * Where an eyeball sits and how its lids lie over it at rest.
 *
 * @param centre of the eyeball, metres
 * @param radius of the eyeball without the cornea's bulge, metres
 * @param lidMargin the lids' outer margin as 32 points x, y, z interleaved, metres: from the inner
 *     corner over the upper lid to the outer corner (point 16) and back along the lower lid
 */
public record EyeSocket(Vector3f centre, float radius, float[] lidMargin) {}
