package dev.mien.geometry.scene;

import dev.mien.geometry.mesh.Mesh;

/**
 * A piece of an avatar with one material.
 *
 * @param name unique within an avatar, such as {@code "skin"}, {@code "eye_L"}, {@code "hair"}
 * @param kind what it is
 * @param mesh its rest shape
 * @param material its surface
 */
public record Part(String name, PartKind kind, Mesh mesh, Material material) {}
