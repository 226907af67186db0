package dev.mien.animation.solve;

/**
 * A tracked point.
 *
 * @param part name of the part that it's on
 * @param vertex of the part's mesh
 */
public record Marker(String part, int vertex) {}
