package dev.mien.model.prior;

/** Which hair styles go with which length, and what a style implies. */
final class HairDefaults {

  private HairDefaults() {}

  /** Styles to roll among; {@code length} is empty where nothing is known. */
  static String[] styles(String length, boolean feminine, String texture, double age) {
    boolean coily = texture.equals("coily");
    boolean curly = texture.equals("curly");
    return switch (length) {
      case "none" -> new String[] {"bald"};
      case "veryShort" -> new String[] {"buzz", "crew"};
      case "short" ->
          curly || coily
              ? new String[] {"curly"}
              : feminine
                  ? new String[] {"pixie", "bob"}
                  : new String[] {"sidePart", "quiff", "crew", "undercut"};
      case "medium" ->
          coily ? new String[] {"afro"} : new String[] {feminine ? "bob" : "shoulder", "shoulder"};
      case "long", "veryLong" -> new String[] {"long"};
      default -> {
        if (coily) {
          yield new String[] {"afro", "buzz"};
        }
        if (curly) {
          yield new String[] {"curly"};
        }
        if (feminine) {
          yield age < 13
              ? new String[] {"twinTails", "ponytail", "bob"}
              : new String[] {"long", "shoulder", "bob", "ponytail", "pixie", "bun"};
        }
        yield new String[] {"sidePart", "crew", "quiff", "undercut", "spiky"};
      }
    };
  }

  static String length(String style) {
    return switch (style) {
      case "bald" -> "none";
      case "buzz", "crew" -> "veryShort";
      case "sidePart", "quiff", "undercut", "mohawk", "spiky", "pixie", "curly", "afro" -> "short";
      case "bob", "shoulder", "bun", "topknot" -> "medium";
      default -> "long";
    };
  }

  static String texture(String style) {
    return switch (style) {
      case "afro", "dreadlocks" -> "coily";
      case "curly" -> "curly";
      default -> "straight";
    };
  }
}
