package dev.mien.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What a command line said and returned. */
record Outcome(int code, String out, String err) {

  /** Options that make avatars quickly. */
  private static final List<String> SMALL =
      List.of("--level", "LOW", "--texture-size", "128", "--picture-size", "32");

  static Outcome of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Mien.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  static Outcome ofGenerate(String... arguments) {
    List<String> all = new ArrayList<>(List.of("generate"));
    all.addAll(SMALL);
    all.addAll(List.of(arguments));
    return of(all.toArray(String[]::new));
  }
}
