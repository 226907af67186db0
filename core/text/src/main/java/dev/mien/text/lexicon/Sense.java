package dev.mien.text.lexicon;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a word or phrase of the lexicon stands for. */
public sealed interface Sense {

  /**
   * A part of the head or something worn.
   *
   * @param part the part's id
   */
  record Part(String part) implements Sense {}

  /**
   * A quality whose meaning depends on the part that it describes.
   *
   * @param concept such as {@code "long"}
   */
  record Modifier(String concept) implements Sense {}

  /**
   * A colour.
   *
   * @param name canonical name
   * @param rgb the pure colour, {@code 0xRRGGBB}
   * @param inPart colours of natural material by part
   */
  record ColourName(String name, int rgb, Map<String, Integer> inPart) implements Sense {
    /** Copies the map. */
    public ColourName {
      inPart = Map.copyOf(inPart);
    }
  }

  /**
   * Words with a meaning of their own.
   *
   * @param part the part that they name as well, if any
   * @param assignments what they say
   * @param weight how sure the meaning is, in [0, 1]
   */
  record Phrase(Optional<String> part, List<Assignment> assignments, double weight)
      implements Sense {
    /** Copies the list. */
    public Phrase {
      assignments = List.copyOf(assignments);
    }
  }

  /**
   * A degree.
   *
   * @param factor below 1 weakens, above 1 strengthens
   */
  record Degree(double factor) implements Sense {}

  /**
   * A word with a grammatical role.
   *
   * @param role what it does
   */
  record Word(Role role) implements Sense {}

  /** What a grammatical word does to the scope of the words round it. */
  enum Role {
    /** Negates what follows: "no", "without", 没有. */
    NEGATION,
    /** Joins: "and", 和. */
    AND,
    /** Joins alternatives: "or", "nor". */
    OR,
    /** Ends the scope of what came before: "but", 但是. */
    BUT,
    /** Says something of its subject: "is", "looks", 是. */
    LINK,
    /** Starts a new noun phrase after a verb: "has", "wears", 戴着. */
    VERB,
    /** Preposition. */
    PREPOSITION,
    /** The preposition "with", which starts a list of features. */
    WITH,
    /** Starts a noun phrase: "a", "the", "two". */
    DETERMINER,
    /** Stands for a male person. */
    HE,
    /** Stands for a female person. */
    SHE,
    /** Possessive of a male person. */
    HIS,
    /** Possessive of a female person. */
    HER,
    /** Stands for another person. */
    PERSON,
    /** Stands for the part that was named last: "it", "they", "which". */
    IT,
    /** An animal or likeness of a person, which has parts of its own: "cat", "statue". */
    BEING,
    /** The particle 的. */
    DE,
    /** Locates: 上, 里. What was named before is a place, not a subject. */
    LOCATIVE,
    /** An adjective without meaning here, transparent to scope: "beautiful". */
    FILLER,
    /** A word without meaning here that neither joins nor parts: "avatar", 想要. */
    GLUE,
    /** A noun that takes the modifiers before it and says nothing: "sky", 面前. */
    NOUN
  }
}
