package dev.mien.text.internal;

import dev.mien.text.lexicon.Sense;
import java.util.List;
import java.util.Set;

/**
 * What stands round a unit: the questions about neighbours by which scope is decided.
 *
 * @param units a text's units in order
 */
record Surroundings(List<Unit> units) {

  private static final Set<String> SPEECH =
      Set.of(
          "\u8bf4",
          "\u9053",
          "\u95ee",
          "\u7b54",
          "\u558a",
          "\u8bb2",
          "said",
          "says",
          "asked",
          "replied",
          "whispered",
          "cried",
          "answered",
          "exclaimed",
          "remarked",
          "shouted");

  /** A person after one of these is not the one described, if there is another. */
  private static final Set<String> ASIDE_PREPOSITIONS =
      Set.of(
          "beside", "behind", "before", "near", "to", "at", "between", "among", "towards", "toward",
          "from", "than", "against", "after", "below", "above", "next");

  /** "a little mouth" is a small one; "a little crooked" is a degree. */
  boolean isLittle(int i) {
    Unit unit = units.get(i);
    boolean little = unit.text().equals("a") && unit.end() - unit.start() == "a little".length();
    return little && i + 1 < units.size() && units.get(i + 1).sense() instanceof Sense.Part;
  }

  /** "round her neck" is no description, "a round face" is. */
  boolean beforeNounPhrase(int i) {
    if (i + 1 == units.size()) {
      return false;
    }
    Unit next = units.get(i + 1);
    return next.is(Sense.Role.DETERMINER)
        || next.is(Sense.Role.HIS)
        || next.is(Sense.Role.HER)
        || next.is(Sense.Role.IT);
  }

  /** Whether nothing more is said after a unit: the text, sentence or clause ends. */
  boolean ends(int i) {
    int next = i + 1;
    while (next < units.size() && units.get(next).han() && units.get(next).is(Sense.Role.GLUE)) {
      next++;
    }
    return next >= units.size()
        || units.get(next).kind() == Unit.Kind.BREAK
        || units.get(next).kind() == Unit.Kind.COMMA;
  }

  /**
   * Whether a negation follows its thing: "beard-free", "glasses: no",
   * \u773c\u955c\u5c31\u4e0d\u8981\u4e86.
   */
  boolean negatedAfter(int i) {
    int next = i + 1;
    if (next >= units.size()) {
      return false;
    }
    Unit unit = units.get(next);
    if (unit.kind() == Unit.Kind.OTHER && unit.text().equals("free")) {
      return true;
    }
    while (next < units.size()
        && (units.get(next).han()
                && (units.get(next).is(Sense.Role.GLUE) || units.get(next).is(Sense.Role.AND))
            || units.get(next).text().equals(":"))) {
      next++;
    }
    return next < units.size()
        && units.get(next).is(Sense.Role.NEGATION)
        && (units.get(next).han() || units.get(next - 1).text().equals(":"))
        && ends(next);
  }

  /** Whether a person is named who isn't the one described, though there is such a one. */
  boolean aside(int i) {
    Unit unit = units.get(i);
    if (i + 1 < units.size()) {
      Unit next = units.get(i + 1);
      boolean possessive =
          !unit.han()
              && unit.end() - unit.start() == unit.text().length() + 2
              && (next.part().equals(ScopeResolver.PERSON) || next.kind() == Unit.Kind.OTHER);
      boolean relation =
          next.is(Sense.Role.DE)
              && i + 2 < units.size()
              && units.get(i + 2).part().equals(ScopeResolver.PERSON)
              && unit.han()
              && units.get(i + 2).sense() instanceof Sense.Phrase;
      boolean speaker = SPEECH.contains(next.text());
      if (possessive || relation || speaker && others(i)) {
        return true;
      }
    }
    int at = i - 1;
    while (at >= 0
        && (units.get(at).describes()
            || units.get(at).is(Sense.Role.DETERMINER)
            || units.get(at).is(Sense.Role.FILLER))) {
      at--;
    }
    return at >= 0
        && units.get(at).is(Sense.Role.PREPOSITION)
        && ASIDE_PREPOSITIONS.contains(units.get(at).text())
        && others(i);
  }

  private boolean others(int i) {
    for (int other = 0; other < units.size(); other++) {
      Unit unit = units.get(other);
      boolean person =
          unit.part().equals(ScopeResolver.PERSON)
              || unit.is(Sense.Role.HE)
              || unit.is(Sense.Role.SHE)
              || unit.is(Sense.Role.HIS)
              || unit.is(Sense.Role.HER);
      if (person && other != i) {
        return true;
      }
    }
    return false;
  }

  /** Whether the item of a list that begins after a mark names a part of its own. */
  boolean namesPart(int i) {
    for (int next = i + 1; next < units.size(); next++) {
      Unit unit = units.get(next);
      if (!unit.part().isEmpty()) {
        return true;
      }
      if (unit.kind() == Unit.Kind.COMMA || unit.kind() == Unit.Kind.BREAK) {
        return false;
      }
    }
    return false;
  }

  boolean nextDescribes(int i) {
    int next = i + 1;
    while (next < units.size() && (units.get(next).is(Sense.Role.AND) || filler(next))) {
      next++;
    }
    return next < units.size() && units.get(next).describes();
  }

  private boolean filler(int i) {
    return units.get(i).is(Sense.Role.FILLER);
  }

  /** Whether what follows a conjunction is a thing without descriptions. */
  boolean nextIsBare(int i) {
    return i + 1 < units.size() && !units.get(i + 1).part().isEmpty();
  }

  boolean listEndsWithOr(int i) {
    for (int next = i + 1; next < units.size(); next++) {
      Unit unit = units.get(next);
      if (unit.is(Sense.Role.OR)) {
        return true;
      }
      boolean inList =
          unit.kind() == Unit.Kind.COMMA
              || unit.describes()
              || !unit.part().isEmpty()
              || unit.is(Sense.Role.DETERMINER)
              || unit.is(Sense.Role.FILLER);
      if (!inList) {
        return false;
      }
    }
    return false;
  }

  /** Whether an unknown Chinese word follows at once, which the description then belongs to. */
  boolean describesUnknown(int i) {
    return i + 1 < units.size()
        && units.get(i + 1).kind() == Unit.Kind.OTHER
        && units.get(i + 1).han()
        && units.get(i + 1).start() == units.get(i).end();
  }

  /**
   * Whether a description in a list belongs to the part after it, joined by \u7684, and not to the
   * heading before it: "face: ..., blue eyes".
   */
  boolean attributive(int i, boolean listed) {
    if (!listed && !afterListMark(i)) {
      return false;
    }
    int next = i + 1;
    while (next < units.size() && units.get(next).describes()) {
      next++;
    }
    return next + 1 < units.size()
        && units.get(next).is(Sense.Role.DE)
        && !units.get(next + 1).part().isEmpty();
  }

  private boolean afterListMark(int i) {
    int at = i - 1;
    while (at >= 0 && units.get(at).describes()) {
      at--;
    }
    return at >= 0 && units.get(at).text().strip().equals("\u3001");
  }
}
