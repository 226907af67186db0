package dev.mien.geometry.wear;

import dev.mien.geometry.head.LevelOfDetail;

/**
 * How finely worn things are meshed.
 *
 * @param around points round thin bodies
 * @param along points along curves
 * @param sheet columns of a sheet that goes all the way round
 * @param rows rows of such a sheet
 * @param tile pixels of a repeating texture
 */
record WearDetail(int around, int along, int sheet, int rows, int tile) {

  static WearDetail of(LevelOfDetail lod) {
    return switch (lod) {
      case HIGH -> new WearDetail(8, 24, 56, 16, 128);
      case MEDIUM -> new WearDetail(6, 14, 40, 12, 64);
      case LOW -> new WearDetail(4, 8, 28, 10, 32);
    };
  }
}
