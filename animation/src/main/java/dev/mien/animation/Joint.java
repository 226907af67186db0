package dev.mien.animation;

/**
 * A joint of the skeleton; at rest its axes are the world's.
 *
 * @param name unique within a rig, such as {@code "jaw"}
 * @param parent index of the parent in the rig's list, always smaller than its own; -1 for the root
 * @param x rest position in the world, metres
 * @param y rest position in the world, metres
 * @param z rest position in the world, metres
 */
public record Joint(String name, int parent, float x, float y, float z) {}
