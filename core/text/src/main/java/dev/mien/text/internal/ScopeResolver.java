package dev.mien.text.internal;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.text.lexicon.BodyPart;
import dev.mien.text.lexicon.Lexicon;
import dev.mien.text.lexicon.Sense;
import dev.mien.text.lexicon.Shade;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which part each description belongs to, and what is negated.
 *
 * <p>One pass over the units. Descriptions wait until the part that they precede ("long white
 * beard"); where none comes before the phrase ends, they go back to the part they follow ("her hair
 * was long", 眼睛大大的) or to the person. An unknown noun takes what waits ("blue window"). Chinese
 * stretches that begin with a part read backwards (头发黑眼睛大), others forwards (黑头发大眼睛).
 */
final class ScopeResolver {

  private static final String NOBODY = "";
  static final String PERSON = "person";
  private static final String OTHER_THING = "#";

  /** Confidence of a description after its part, of one carried over, and of the person's. */
  private static final double BACKWARD = 0.95;

  private static final double INHERITED = 0.7;
  private static final double TO_PERSON = 0.85;
  private static final double ACROSS_UNKNOWN = 0.85;

  private static final Set<String> COLOUR_FAMILY =
      Set.of("hair", "beard", "moustache", "brow", "eye", "goatee", "sideburns", "lash");

  private static final Set<String> NOT_BEING =
      Set.of("isn't", "aren't", "wasn't", "weren't", "ain't");

  private static final List<String> ADJECTIVE_ENDINGS =
      List.of(
          "y", "ed", "ing", "en", "ous", "ful", "ish", "ic", "al", "less", "ive", "ant", "ent",
          "ary", "ble", "esque", "like", "est", "er");

  private final Lexicon lexicon;
  private final List<Unit> units;
  private final Surroundings at;
  private final StatementWriter writer;
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> unattached = new LinkedHashSet<>();

  private final List<Description> pending = new ArrayList<>();
  private final List<Description.Graded> shades = new ArrayList<>();
  private int heldBeforeComma;
  private double degree = 1;
  private int describedFrom = -1;
  private boolean negated;
  private boolean negationUsed;
  private String negation = "";
  private int negatedFrom;
  private boolean joined;

  private String target = NOBODY;
  private Unit targetUnit = new Unit(Unit.Kind.BREAK, 0, 0, null, false, "");
  private boolean reachable;
  private boolean predicate;
  private String lastPart = NOBODY;
  private List<Description> lastColours = List.of();
  private boolean partFirst;
  private boolean segmentBegun;
  private boolean segmentHasPart;
  private String coTarget = NOBODY;
  private int he;
  private int she;
  private int pronoun = -1;

  ScopeResolver(Lexicon lexicon, List<Unit> units) {
    this.lexicon = lexicon;
    this.units = units;
    this.at = new Surroundings(units);
    this.writer = new StatementWriter(lexicon);
  }

  List<Statement> resolve() {
    for (int i = 0; i < units.size(); i++) {
      step(i);
    }
    flush();
    pronouns();
    return writer.statements();
  }

  /** Words that the lexicon doesn't know, in text order. */
  Set<String> unknown() {
    return unknown;
  }

  /** Known descriptions that belong to nothing they could describe. */
  Set<String> unattached() {
    return unattached;
  }

  private void step(int i) {
    Unit unit = units.get(i);
    switch (unit.kind()) {
      case BREAK -> {
        flush();
        writer.mute(false);
        endNegation();
        target = NOBODY;
        predicate = false;
        reachable = false;
        beginSegment();
      }
      case COMMA -> comma(i);
      case OTHER -> unknownWord(i);
      case SENSE -> sense(i, unit);
    }
  }

  private void sense(int i, Unit unit) {
    Sense sense = java.util.Objects.requireNonNull(unit.sense());
    if (unit.text().equals("round") && at.beforeNounPhrase(i)) {
      word(i, unit, Sense.Role.PREPOSITION);
    } else if (sense instanceof Sense.Modifier || sense instanceof Sense.ColourName) {
      describe(i, unit, sense);
    } else if (sense instanceof Sense.Degree && at.isLittle(i)) {
      describe(i, unit, new Sense.Modifier("small"));
    } else if (sense instanceof Sense.Degree found) {
      degree = found.factor();
      describedFrom = describedFrom < 0 ? unit.start() : describedFrom;
    } else if (sense instanceof Sense.Part) {
      part(i, unit, unit.part());
    } else if (sense instanceof Sense.Phrase phrase) {
      phrase(i, unit, phrase);
    } else if (sense instanceof Sense.Word word) {
      word(i, unit, word.role());
    }
  }

  private void word(int i, Unit unit, Sense.Role role) {
    switch (role) {
      case NEGATION -> {
        if (at.ends(i)) {
          // an answer ("no, brown"), or of what came before, where it was seen
          flush();
          return;
        }
        if (!unit.han() || !predicate) {
          flush();
        }
        if (NOT_BEING.contains(unit.text())) {
          backToSubject(i, unit);
        }
        negated = true;
        negationUsed = false;
        negation = unit.text();
        negatedFrom = unit.start();
      }
      case AND -> {
        joined = true;
        boolean listed = at.nextIsBare(i) && !negation.equals("no");
        if (!unit.han() && negated && !(negationUsed && listed)) {
          endNegation();
        }
      }
      case OR -> joined = true;
      case BUT -> {
        flush();
        endNegation();
        beginSegment();
      }
      case LINK -> {
        flush();
        if (!unit.han()) {
          backToSubject(i, unit);
        }
        if (target.equals(NOBODY)) {
          target = PERSON;
          targetUnit = unit;
        }
        predicate = true;
        reachable = true;
        endUsedNegation();
      }
      case VERB, WITH -> {
        if (!unit.han() || segmentHasPart) {
          flush();
        }
        endUsedNegation();
        predicate = false;
        reachable = false;
        beginSegment();
      }
      case PREPOSITION -> {
        flush();
        if (!unit.text().equals("of")) {
          endUsedNegation();
        }
        beginSegment();
      }
      case DETERMINER -> {
        flush();
        boolean listed =
            i > 0
                && (units.get(i - 1).kind() == Unit.Kind.COMMA
                    || units.get(i - 1).is(Sense.Role.OR)
                    || units.get(i - 1).is(Sense.Role.AND));
        if (!listed) {
          endUsedNegation();
        }
        degree = 1;
        beginSegment();
      }
      case HE -> pronoun(unit, true, true);
      case SHE -> pronoun(unit, false, true);
      case HIS -> pronoun(unit, true, false);
      case HER -> pronoun(unit, false, false);
      case PERSON -> {
        flush();
        endUsedNegation();
        target = PERSON;
        targetUnit = unit;
        predicate = false;
        reachable = true;
        beginSegment();
      }
      case IT -> {
        flush();
        endUsedNegation();
        target = lastPart;
        predicate = false;
        reachable = !lastPart.isEmpty();
      }
      case DE -> endUsedNegation();
      case LOCATIVE -> {
        flush();
        reachable = false;
        predicate = false;
        beginSegment();
      }
      case FILLER -> {
        degree = 1;
        describedFrom = -1;
      }
      case GLUE -> {}
      case BEING -> being(i);
      case NOUN -> absorb(i);
    }
  }

  /**
   * An animal or likeness: what is said of its parts isn't said of the person. "A cat with green
   * eyes" says so behind it, \u7eff\u773c\u775b\u7684\u732b before.
   */
  private void being(int i) {
    boolean attribute =
        i + 1 < units.size()
            && (!units.get(i + 1).part().isEmpty()
                || units.get(i + 1).is(Sense.Role.PREPOSITION) && units.get(i + 1).han());
    if (attribute) {
      return;
    }
    if (i + 1 < units.size() && units.get(i + 1).is(Sense.Role.LOCATIVE)) {
      // a place: the rider is meant
      absorb(i);
      return;
    }
    boolean before = i > 1 && units.get(i - 1).is(Sense.Role.DE);
    if (before) {
      int from = i - 1;
      while (from > 0
          && (units.get(from - 1).describes()
              || !units.get(from - 1).part().isEmpty()
              || units.get(from - 1).is(Sense.Role.DE))) {
        from--;
      }
      writer.forgetFrom(units.get(from).start());
    }
    clear();
    negationUsed = negated;
    target = OTHER_THING;
    predicate = false;
    reachable = false;
    writer.mute(true);
    beginSegment();
  }

  private void somebodyElse() {
    clear();
    target = OTHER_THING;
    predicate = false;
    reachable = false;
    writer.mute(true);
    beginSegment();
  }

  private void pronoun(Unit unit, boolean male, boolean subject) {
    flush();
    writer.mute(false);
    endUsedNegation();
    if (male) {
      he++;
    } else {
      she++;
    }
    pronoun = pronoun < 0 ? unit.start() : pronoun;
    predicate = false;
    reachable = subject;
    if (subject) {
      target = PERSON;
      targetUnit = unit;
    }
    degree = 1;
    beginSegment();
  }

  private void pronouns() {
    if (he != she) {
      double share = (double) Math.max(he, she) / (he + she);
      AttributeValue value = new AttributeValue.Amount(she > he ? 0.9 : 0.1);
      int end = pronoun;
      for (Unit unit : units) {
        end = unit.start() == pronoun ? unit.end() : end;
      }
      writer
          .statements()
          .add(new Statement("identity.femininity", value, 0.7 * share, true, false, pronoun, end));
    }
  }

  private void beginSegment() {
    partFirst = false;
    segmentBegun = false;
    segmentHasPart = false;
  }

  private void endNegation() {
    negated = false;
    negationUsed = false;
  }

  private void endUsedNegation() {
    if (negationUsed) {
      endNegation();
    }
  }

  private void comma(int i) {
    Unit unit = units.get(i);
    if (unit.text().strip().equals("\u3001")) {
      if (at.namesPart(i)) {
        flush();
        beginSegment();
      }
      joined = true;
      return;
    }
    writer.mute(false);
    boolean chinese = i > 0 && units.get(i - 1).han();
    if (!chinese && !pending.isEmpty() && (at.nextDescribes(i) || nextNamesTheirPart(i))) {
      heldBeforeComma = pending.size();
      joined = true;
    } else {
      flush();
      if (chinese) {
        predicate = false;
      }
    }
    if (negated && !at.listEndsWithOr(i)) {
      endNegation();
    }
    if (target.equals(OTHER_THING) || chinese) {
      target = lastPart;
      reachable = !lastPart.isEmpty();
    }
    beginSegment();
  }

  /** "a broad, flat nose": what waits describes the part of the phrase behind the comma. */
  private boolean nextNamesTheirPart(int i) {
    if (predicate || reachable || i + 1 >= units.size()) {
      return false;
    }
    Unit next = units.get(i + 1);
    return next.sense() instanceof Sense.Phrase
        && !next.part().isEmpty()
        && !next.part().equals(PERSON)
        && pending.stream().allMatch(mod -> writer.means(next.part(), mod.sense()));
  }

  /** "has no freckles and isn't old": what is said behind "and" is said of the subject. */
  private void backToSubject(int i, Unit unit) {
    boolean object = !predicate && !target.equals(NOBODY) && !target.equals(OTHER_THING);
    if (object && i > 0 && units.get(i - 1).is(Sense.Role.AND)) {
      target = PERSON;
      targetUnit = unit;
      reachable = true;
    }
  }

  private void unknownWord(int i) {
    Unit unit = units.get(i);
    if (unit.text().length() > 1 || unit.han()) {
      unknown.add(unit.text());
    }
    if (unit.han()) {
      boolean before = i > 0 && units.get(i - 1).is(Sense.Role.DE);
      boolean after =
          i + 1 < units.size()
              && (!units.get(i + 1).part().isEmpty() || units.get(i + 1).describes());
      if (!pending.isEmpty() && !before && after) {
        pending.replaceAll(mod -> mod.across(ACROSS_UNKNOWN));
        return;
      }
      absorb(i);
      return;
    }
    boolean adverb = unit.text().endsWith("ly");
    if (!adverb && !adjectival(unit.text())) {
      absorb(i);
    } else if (!adverb) {
      pending.replaceAll(mod -> mod.across(ACROSS_UNKNOWN));
    }
  }

  private static boolean adjectival(String word) {
    for (String ending : ADJECTIVE_ENDINGS) {
      if (word.length() > ending.length() + 2 && word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** An unknown noun takes what waits; an unknown verb after a part leaves the part in reach. */
  private void absorb(int i) {
    Unit before = i > 0 ? units.get(i - 1) : null;
    boolean noun =
        !pending.isEmpty()
            || before != null
                && (before.is(Sense.Role.DETERMINER)
                    || before.is(Sense.Role.PREPOSITION)
                    || before.is(Sense.Role.HIS)
                    || before.is(Sense.Role.HER)
                    || before.is(Sense.Role.DE)
                    || before.is(Sense.Role.FILLER)
                    || before.is(Sense.Role.VERB)
                    || before.is(Sense.Role.WITH)
                    || before.describes());
    clear();
    negationUsed = negated;
    if (noun) {
      target = OTHER_THING;
      predicate = false;
      reachable = false;
    }
  }

  private void clear() {
    pending.clear();
    shades.clear();
    heldBeforeComma = 0;
    degree = 1;
    describedFrom = -1;
    joined = false;
  }

  private void describe(int i, Unit unit, Sense sense) {
    int start = describedFrom < 0 ? unit.start() : describedFrom;
    if (sense instanceof Sense.Modifier modifier) {
      Optional<Shade> shade = lexicon.shade(modifier.concept());
      boolean beforeColour =
          i + 1 < units.size()
              && (units.get(i + 1).sense() instanceof Sense.ColourName
                  || i + 2 < units.size()
                      && isShade(units.get(i + 1))
                      && units.get(i + 2).sense() instanceof Sense.ColourName);
      if (shade.isPresent() && beforeColour) {
        shades.add(new Description.Graded(shade.get(), degree));
        degree = 1;
        describedFrom = start;
        return;
      }
    }
    Description mod =
        new Description(sense, List.copyOf(shades), degree, negated, joined, 1, start, unit.end());
    shades.clear();
    degree = 1;
    describedFrom = -1;
    joined = false;
    if (negated) {
      negationUsed = true;
      mod = mod.from(negatedFrom);
    }
    boolean backward =
        unit.han()
            && partFirst
            && reachable
            && !target.equals(PERSON)
            && !target.equals(OTHER_THING)
            && !at.describesUnknown(i)
            && !at.attributive(i, mod.joined())
            && writer.means(target, sense);
    segmentBegun = true;
    if (backward) {
      List<Description> one = List.of(mod);
      writer.attach(one, target, targetUnit, BACKWARD);
      rememberColours(one);
    } else {
      pending.add(mod);
    }
  }

  private boolean isShade(Unit unit) {
    return unit.sense() instanceof Sense.Modifier modifier
        && lexicon.shade(modifier.concept()).isPresent();
  }

  private void rememberColours(List<Description> mods) {
    List<Description> colours =
        mods.stream()
            .filter(
                mod ->
                    mod.sense() instanceof Sense.ColourName
                        || mod.sense() instanceof Sense.Modifier m && m.concept().equals("dark"))
            .toList();
    lastColours = colours;
  }

  private void phrase(int i, Unit unit, Sense.Phrase phrase) {
    String part = unit.part();
    if (part.equals(PERSON)) {
      writer.mute(false);
      if (at.aside(i)) {
        somebodyElse();
        return;
      }
    }
    negateIfAfter(i, unit);
    int start = describedFrom < 0 ? unit.start() : describedFrom;
    boolean described = pending.stream().anyMatch(Description::negated);
    if (negated && !(described && !part.isEmpty())) {
      negationUsed = true;
      boolean worn = !part.isEmpty() && !lexicon.part(part).present().isEmpty();
      if (worn) {
        writer.assign(lexicon.part(part).absent(), 1, phrase.weight(), negatedFrom, unit.end());
      } else {
        writer.deny(phrase.assignments(), phrase.weight(), negatedFrom, unit.end());
      }
    } else {
      writer.assign(phrase.assignments(), degree, phrase.weight(), start, unit.end());
    }
    degree = 1;
    describedFrom = -1;
    if (!part.isEmpty()) {
      reach(i, unit, part);
    }
  }

  private void negateIfAfter(int i, Unit unit) {
    if (!negated && at.negatedAfter(i)) {
      flush();
      negated = true;
      negationUsed = true;
      negatedFrom = unit.start();
    }
  }

  private void part(int i, Unit unit, String id) {
    negateIfAfter(i, unit);
    BodyPart part = lexicon.part(id);
    boolean inherent = part.present().isEmpty();
    if (negated && !(inherent && !pending.isEmpty())) {
      negationUsed = true;
      writer.assign(part.absent(), 1, 0.93, negatedFrom, unit.end());
      if (!inherent || pending.isEmpty()) {
        pending.clear();
        heldBeforeComma = 0;
      }
    } else {
      double share = degree == 1 ? 1 : degree;
      writer.assign(part.present(), share, 0.93, unit.start(), unit.end());
    }
    degree = 1;
    describedFrom = -1;
    reach(i, unit, id);
  }

  /** Gives what waits to a part that was just named, and makes it the one to come back to. */
  private void reach(int i, Unit unit, String part) {
    if (predicate && heldBeforeComma > 0 && !target.equals(OTHER_THING)) {
      List<Description> held = new ArrayList<>(pending.subList(0, heldBeforeComma));
      pending.subList(0, heldBeforeComma).clear();
      give(held, target, targetUnit, BACKWARD);
    }
    heldBeforeComma = 0;
    boolean bare = pending.isEmpty();
    boolean afterAnd =
        i >= 2
            && (units.get(i - 1).is(Sense.Role.AND) || units.get(i - 1).text().equals("\u3001"))
            && units.get(i - 2).part().equals(lastPart)
            && !lastPart.isEmpty();
    if (bare
        && afterAnd
        && !negated
        && !lastColours.isEmpty()
        && !part.equals(lastPart)
        && COLOUR_FAMILY.contains(part)
        && COLOUR_FAMILY.contains(lastPart)) {
      writer.attach(lastColours, part, unit, INHERITED);
    } else {
      rememberColours(pending);
      List<Description> unused = writer.attach(pending, part, unit, 1);
      unused(unused, part);
    }
    pending.clear();
    shades.clear();
    joined = false;
    coTarget = afterAnd && !part.equals(lastPart) && !lastPart.equals(PERSON) ? lastPart : NOBODY;
    target = part;
    targetUnit = unit;
    reachable = true;
    predicate = false;
    segmentHasPart = true;
    if (!part.equals(PERSON)) {
      lastPart = part;
    }
    if (!segmentBegun) {
      partFirst = true;
    }
    segmentBegun = true;
  }

  /** Descriptions before a person's noun that say nothing of a person may describe their part. */
  private void unused(List<Description> mods, String part) {
    for (Description mod : mods) {
      if (mod.sense() instanceof Sense.Modifier modifier) {
        unattached.add(modifier.concept() + " (" + part + ")");
      }
    }
  }

  private void flush() {
    if (!pending.isEmpty()) {
      List<Description> mods = new ArrayList<>(pending);
      if (target.equals(OTHER_THING) || !reachable && !target.equals(NOBODY)) {
        mods.clear();
      }
      if (!mods.isEmpty()) {
        boolean person = target.equals(NOBODY) || target.equals(PERSON);
        mods.removeIf(mod -> person && loneCharacter(mod));
        String to = person ? PERSON : target;
        Unit unit = person ? unitOf(mods) : targetUnit;
        rememberColours(mods);
        give(mods, to, unit, person ? TO_PERSON : BACKWARD);
        if (predicate && !person && !coTarget.isEmpty()) {
          // "her eyes and hair were black"
          writer.attach(mods, coTarget, unit, INHERITED);
        }
      }
    }
    pending.clear();
    shades.clear();
    heldBeforeComma = 0;
    degree = 1;
    describedFrom = -1;
  }

  private void give(List<Description> mods, String part, Unit unit, double confidence) {
    unused(writer.attach(mods, part, unit, confidence), part);
  }

  /** A single Chinese character on its own is too little to say something of the person. */
  private boolean loneCharacter(Description mod) {
    return mod.end() - mod.start() == 1;
  }

  private static Unit unitOf(List<Description> mods) {
    int at = mods.isEmpty() ? 0 : mods.get(0).start();
    int end = mods.isEmpty() ? 0 : mods.get(0).end();
    return new Unit(Unit.Kind.OTHER, at, end, null, false, "");
  }
}
