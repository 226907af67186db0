package dev.mien.cli;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.model.fuse.Decision;
import dev.mien.model.report.AvatarReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** A report in a few lines for people: what the inputs decided, and remarks. */
final class Summary {

  private Summary() {}

  static String of(AvatarReport report, List<String> notes) {
    StringBuilder text = new StringBuilder();
    for (Decision decision : report.decisions()) {
      if (decision.decidedBy() == Decision.Origin.SEED
          || decision.decidedBy() == Decision.Origin.RULE) {
        continue;
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%-24s %-14s %3.0f %%  %s: %s%n",
              decision.attribute(),
              shortForm(decision.value()),
              100 * decision.confidence(),
              decision.decidedBy().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              decision.reason()));
    }
    for (String note : notes) {
      text.append("note: ").append(note).append(System.lineSeparator());
    }
    return text.toString();
  }

  /** A value for people: amounts have at most two decimals. */
  static String shortForm(AttributeValue value) {
    if (value instanceof AttributeValue.Amount amount) {
      return BigDecimal.valueOf(amount.value())
          .setScale(2, RoundingMode.HALF_UP)
          .stripTrailingZeros()
          .toPlainString();
    }
    return value.toString();
  }
}
