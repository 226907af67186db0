package dev.mien.model;

/** The version in the jar's manifest. */
final class LibraryVersion {

  private LibraryVersion() {}

  static String current() {
    String version = LibraryVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
