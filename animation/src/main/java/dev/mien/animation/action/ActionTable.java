package dev.mien.animation.action;

import dev.mien.animation.internal.TsvRows;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.BadFileException;
import dev.mien.core.FaceRegion;
import dev.mien.core.Side;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table from action units to joints, muscles and blendshapes. Immutable. The columns are
 * described in {@code action-units.tsv} beside this class.
 */
public final class ActionTable {

  private static final List<String> HEADER =
      List.of("unit", "joints", "muscles", "blendshapes", "regions", "onset", "offset", "exponent");

  private static final ActionTable BUNDLED =
      new ActionTable(
          TsvRows.bundled(ActionTable.class, "action-units.tsv", HEADER, ActionTable::row));

  private final Map<ActionUnit, ActionRow> rows;

  private ActionTable(List<ActionRow> rows) {
    Map<ActionUnit, ActionRow> byUnit = new EnumMap<>(ActionUnit.class);
    rows.forEach(row -> byUnit.put(row.unit(), row));
    this.rows = Collections.unmodifiableMap(byUnit);
  }

  /** The table that ships with the library. */
  public static ActionTable bundled() {
    return BUNDLED;
  }

  /**
   * A table made of rows.
   *
   * @param rows at most one per unit
   * @throws IllegalArgumentException if a unit has two rows
   */
  public static ActionTable of(List<ActionRow> rows) {
    ActionTable table = new ActionTable(rows);
    if (table.rows.size() != rows.size()) {
      throw new IllegalArgumentException(
          rows.size() + " rows for " + table.rows.size() + " units, expected one row per unit");
    }
    return table;
  }

  /**
   * Reads a table.
   *
   * @param reader the text; not closed
   * @param source what to call it in messages
   * @throws BadFileException naming the line that isn't as the format asks
   */
  public static ActionTable read(Reader reader, String source) throws IOException {
    Set<ActionUnit> seen = EnumSet.noneOf(ActionUnit.class);
    return new ActionTable(
        TsvRows.read(
            reader,
            source,
            HEADER,
            cells -> {
              ActionRow row = row(cells);
              if (!seen.add(row.unit())) {
                throw cells.fault(row.unit() + " has a second row");
              }
              return row;
            }));
  }

  /**
   * Writes the table as {@link #read} reads it.
   *
   * @param out where to
   */
  public void write(Appendable out) throws IOException {
    out.append(String.join("\t", HEADER)).append('\n');
    for (ActionRow row : rows.values()) {
      Map<String, Float> joints = new LinkedHashMap<>();
      row.joints().forEach(motion -> joints.put(motion.label(), motion.amount()));
      Map<String, Float> muscles = new LinkedHashMap<>();
      row.muscles().forEach(muscle -> muscles.put(muscle.muscle(), muscle.amount()));
      out.append(
              String.join(
                  "\t",
                  row.unit().name(),
                  TsvRows.format(joints),
                  TsvRows.format(muscles),
                  TsvRows.format(row.blendshapes()),
                  row.regions().stream().map(Enum::name).collect(Collectors.joining("|")),
                  TsvRows.number(row.onset()),
                  TsvRows.number(row.offset()),
                  TsvRows.number(row.exponent())))
          .append('\n');
    }
  }

  /** The rows in the units' order; sided ones for the left half. */
  public List<ActionRow> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * What a channel does.
   *
   * @param channel an action unit with its side; a sided unit needs left or right
   * @return empty if the table has no row for the unit
   * @throws IllegalArgumentException if the unit is sided and the channel isn't
   */
  public Optional<ActionRow> row(ActionUnitChannel channel) {
    if (channel.unit().isSided() && channel.side() == Side.BOTH) {
      throw new IllegalArgumentException(
          channel.label() + " has two halves, expected " + channel.label() + "_L or _R");
    }
    ActionRow row = rows.get(channel.unit());
    if (row == null) {
      return Optional.empty();
    }
    return Optional.of(channel.side() == Side.RIGHT ? row.mirrored() : row);
  }

  /** Every channel that has a row: sided units as their left and right half. */
  public List<ActionUnitChannel> channels() {
    List<ActionUnitChannel> channels = new ArrayList<>();
    for (ActionUnit unit : rows.keySet()) {
      if (unit.isSided()) {
        channels.add(new ActionUnitChannel(unit, Side.LEFT));
        channels.add(new ActionUnitChannel(unit, Side.RIGHT));
      } else {
        channels.add(new ActionUnitChannel(unit, Side.BOTH));
      }
    }
    return channels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionTable table && rows.equals(table.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  private static ActionRow row(TsvRows.Row cells) throws BadFileException {
    try {
      ActionUnit unit = ActionUnitChannel.parse(cells.text(0)).unit();
      List<JointMotion> joints = new ArrayList<>();
      cells.amounts(1).forEach((label, amount) -> joints.add(JointMotion.of(label, amount)));
      List<MuscleContraction> muscles = new ArrayList<>();
      cells.amounts(2).forEach((name, k) -> muscles.add(new MuscleContraction(name, k)));
      Set<FaceRegion> regions = new LinkedHashSet<>();
      for (String region : cells.text(4).split("\\|", -1)) {
        regions.add(FaceRegion.valueOf(region));
      }
      return new ActionRow(
          unit,
          joints,
          muscles,
          cells.amounts(3),
          regions,
          cells.number(5),
          cells.number(6),
          cells.number(7));
    } catch (IllegalArgumentException e) {
      throw cells.fault(String.valueOf(e.getMessage()));
    }
  }
}
