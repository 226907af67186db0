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
}
