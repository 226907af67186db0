package dev.mien.model.network;

import dev.mien.model.compute.CompressedRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where the numbers of a recorded sequence lie: slots are used again once nobody reads them. */
final class SlotPlan {

  private final List<Integer> lengths = new ArrayList<>();
  private final Map<Integer, Deque<Integer>> free = new HashMap<>();
  private final int[] slots;
  private final int[] numbers;
  private final Map<String, Network.Port> inputs = new TreeMap<>();
  private final Map<String, Network.Port> outputs = new TreeMap<>();
  private final Map<Integer, float[]> constants = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();

  private SlotPlan(int[] numbers) {
    this.numbers = numbers;
    slots = new int[numbers.length];
    Arrays.fill(slots, -1);
  }

  static SlotPlan of(
      int[] numbers,
      List<Step> steps,
      Map<String, Network.Port> inputs,
      Map<String, Network.Port> outputs,
      Map<Integer, float[]> constants) {
    SlotPlan plan = new SlotPlan(numbers);
    plan.assign(steps, inputs, outputs, constants);
    return plan;
  }

  private void assign(
      List<Step> recorded,
      Map<String, Network.Port> in,
      Map<String, Network.Port> out,
      Map<Integer, float[]> fixed) {
    int[] last = new int[numbers.length];
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < recorded.size(); i++) {
      for (int[] touched : List.of(recorded.get(i).reads(), recorded.get(i).writes())) {
        for (int id : touched) {
          last[id] = i;
          used.add(id);
        }
      }
    }
    Set<Integer> pinned = new HashSet<>(fixed.keySet());
    out.values().forEach(port -> pinned.add(port.slot()));
    in.forEach((name, port) -> inputs.put(name, new Network.Port(slot(port.slot()), port.shape())));
    fixed.forEach(
        (id, values) -> {
          if (used.contains(id) || isOutput(out, id)) {
            constants.put(slot(id), values);
          }
        });
    for (int i = 0; i < recorded.size(); i++) {
      Step step = recorded.get(i);
      for (int id : step.writes()) {
        slot(id);
      }
      steps.add(step.renamed(slots));
      Set<Integer> done = new HashSet<>();
      for (int[] touched : List.of(step.reads(), step.writes())) {
        for (int id : touched) {
          if (last[id] == i && !pinned.contains(id) && done.add(id)) {
            free.computeIfAbsent(numbers[id], n -> new ArrayDeque<>()).push(slots[id]);
          }
        }
      }
    }
    out.forEach(
        (name, port) -> outputs.put(name, new Network.Port(slot(port.slot()), port.shape())));
  }

  private static boolean isOutput(Map<String, Network.Port> out, int id) {
    return out.values().stream().anyMatch(port -> port.slot() == id);
  }

  /** The slot of a buffer; an unused one of its length if it has none yet. */
  private int slot(int id) {
    if (slots[id] < 0) {
      Deque<Integer> fitting = free.get(numbers[id]);
      Integer found = fitting == null ? null : fitting.poll();
      if (found == null) {
        found = lengths.size();
        lengths.add(numbers[id]);
      }
      slots[id] = found;
    }
    return slots[id];
  }

  Network network(
      Map<String, Network.Rows> rows, List<CompressedRows> matrices, Map<String, String> metadata) {
    List<int[]> sizes = new ArrayList<>();
    matrices.forEach(matrix -> sizes.add(new int[] {matrix.rows(), matrix.columns()}));
    Network.Program program =
        new Network.Program(
            Network.VERSION,
            lengths.stream().mapToInt(Integer::intValue).toArray(),
            inputs,
            rows,
            outputs,
            sizes,
            steps);
    return new Network(program, metadata, constants, matrices);
  }
}
