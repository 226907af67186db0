package dev.mien.geometry.hair;

/** Chooses how each {@code hair.style} is grown. */
final class HairStyles {

  private HairStyles() {}

  /** Grows the style that the attributes ask for. */
  static void grow(Grower g) {
    g.drawWaves();
    String style = g.attributes.choice("hair.style");
    switch (style) {
      case "bald" -> {
        return;
      }
      case "buzz" -> new CroppedHair(g).buzz();
      case "crew" -> new CroppedHair(g).crew();
      case "sidePart" -> new CroppedHair(g).sidePart();
      case "quiff" -> new CroppedHair(g).quiff();
      case "undercut" -> new CroppedHair(g).undercut();
      case "mohawk" -> new CroppedHair(g).mohawk();
      case "spiky" -> new CroppedHair(g).spiky();
      case "pixie" -> new CroppedHair(g).pixie();
      case "bob" -> new LooseHair(g).grow(LooseHair.reach(g, "short"), true);
      case "shoulder" -> new LooseHair(g).grow(LooseHair.reach(g, "medium"), false);
      case "long" -> new LooseHair(g).grow(LooseHair.reach(g, "long"), false);
      case "ponytail" -> new GatheredHair(g).ponytail();
      case "twinTails" -> new GatheredHair(g).twinTails();
      case "bun" -> new GatheredHair(g).bun();
      case "topknot" -> new GatheredHair(g).topknot();
      case "braid" -> new GatheredHair(g).braid();
      case "twinBraids" -> new GatheredHair(g).twinBraids();
      case "ancientUpdo" -> new GatheredHair(g).ancientUpdo();
      case "afro" -> new CurledHair(g).afro();
      case "curly" -> new LooseHair(g).grow(LooseHair.reach(g, "short"), false);
      case "dreadlocks" -> new CurledHair(g).dreadlocks();
      default -> throw new IllegalArgumentException("hair.style has no recipe for " + style);
    }
    new LooseHair(g).fringe(g.attributes.choice("hair.fringe"));
  }
}
