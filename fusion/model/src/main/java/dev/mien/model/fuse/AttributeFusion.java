package dev.mien.model.fuse;

import dev.mien.core.attribute.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * Decides one attribute from what several inputs say about it: fusion at the level of decisions.
 * Implementations are stateless and thread-safe.
 */
public interface AttributeFusion {

  /**
   * Decides an attribute.
   *
   * @param attribute its id
   * @param evidence all that the inputs say about it, in the order of the inputs
   * @return empty if nothing said is worth following
   */
  Optional<Decision> decide(String attribute, List<Evidence> evidence);
}
