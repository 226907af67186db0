package dev.mien.model.evidence;

import dev.mien.core.AvatarRequest;

/** Reads one kind of input. Implementations are stateless and thread-safe. */
public interface EvidenceSource {

  /** A short name for reports, such as {@code "text rules"}. */
  String name();

  /**
   * What a request's input says.
   *
   * @param request any request; inputs of other kinds are ignored
   * @return nothing said if the request has no input of this kind
   */
  Statements read(AvatarRequest request);

  /**
   * The same for a source that uses what rules read in words and pictures, which is read once for
   * all sources. It is this that a model asks.
   *
   * @param readings of any request
   * @return nothing said if the request has no input of this kind
   */
  default Statements read(Readings readings) {
    return read(readings.request());
  }
}
