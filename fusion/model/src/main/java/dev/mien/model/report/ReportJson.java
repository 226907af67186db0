package dev.mien.model.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.model.fuse.Decision;
import java.util.Locale;

/** {@link AvatarReport} as JSON, for people and programs. */
public final class ReportJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportJson() {}

  /**
   * The report as indented JSON text: {@code version, templateVersion, seed, inputs, notes} and
   * {@code attributes}, an object per attribute with {@code value, confidence, decidedBy, reason}
   * and, where inputs said something, {@code said}: value, confidence, source, quote and weight of
   * each statement.
   *
   * @param report any report
   */
  public static String write(AvatarReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", report.version());
    root.put("templateVersion", report.templateVersion());
    root.put("seed", report.seed());
    ObjectNode inputs = root.putObject("inputs");
    report.inputs().forEach(inputs::put);
    ArrayNode notes = root.putArray("notes");
    report.notes().forEach(notes::add);
    ObjectNode attributes = root.putObject("attributes");
    for (Decision decision : report.decisions()) {
      ObjectNode node = attributes.putObject(decision.attribute());
      put(node, decision.value());
      node.put("confidence", round(decision.confidence()));
      node.put("decidedBy", decision.decidedBy().name().toLowerCase(Locale.ROOT));
      node.put("reason", decision.reason());
      if (!decision.weighed().isEmpty()) {
        ArrayNode said = node.putArray("said");
        for (Decision.Weighed weighed : decision.weighed()) {
          Evidence evidence = weighed.evidence();
          ObjectNode statement = said.addObject();
          put(statement, evidence.value());
          statement.put("confidence", round(evidence.confidence()));
          statement.put("source", evidence.source().name().toLowerCase(Locale.ROOT));
          statement.put("quote", evidence.quote());
          statement.put("weight", round(weighed.weight()));
        }
      }
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  private static void put(ObjectNode node, AttributeValue value) {
    if (value instanceof AttributeValue.Amount amount) {
      node.put("value", round(amount.value()));
    } else {
      node.put("value", value.toString());
    }
  }

  private static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
