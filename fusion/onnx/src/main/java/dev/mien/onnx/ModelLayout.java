package dev.mien.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.mien.core.BadFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which inputs and outputs of a model are what.
 *
 * @param inputs all that the model has
 * @param output the one that is read
 * @param perToken whether the output has a vector per token: [1, tokens, width] and not [1, width]
 * @param fixedLength how many tokens the model takes, where it takes one number alone; else 0
 */
record ModelLayout(List<Input> inputs, String output, boolean perToken, int fixedLength) {

  private static final List<String> SENTENCE =
      List.of(
          "sentence_embedding", "sentence_embeddings", "text_embeds", "embedding", "embeddings");
  private static final List<String> TOKENS =
      List.of("last_hidden_state", "token_embeddings", "hidden_states");

  /** What an input is for. */
  enum Role {
    /** Numbers of tokens. */
    IDS,
    /** 1 where there is a token, 0 where there is padding. */
    MASK,
    /** Which text each token belongs to. */
    TYPES
  }

  /**
   * An input.
   *
   * @param name in the model
   * @param role what it is for
   * @param type of its numbers
   */
  record Input(String name, Role role, OnnxJavaType type) {}

  /** An output that a sentence could be read from. */
  private record Candidate(String name, int rank) {}

  /**
   * Finds out.
   *
   * @param file the model, as its user knows it
   * @param inputs as ONNX Runtime tells them
   * @param outputs as ONNX Runtime tells them
   * @param wanted name of the output; empty to find it
   * @throws BadFileException if they aren't a sentence encoder's
   */
  static ModelLayout find(
      String file,
      Map<String, NodeInfo> inputs,
      Map<String, NodeInfo> outputs,
      Optional<String> wanted)
      throws BadFileException {
    List<Input> found = new ArrayList<>();
    int fixed = 0;
    for (NodeInfo node : inputs.values()) {
      if (!(node.getInfo() instanceof TensorInfo tensor)
          || (tensor.type != OnnxJavaType.INT64 && tensor.type != OnnxJavaType.INT32)
          || tensor.getShape().length != 2
          || tensor.getShape()[0] > 1) {
        throw bad(file, "/graph/input/" + node.getName(), "whole numbers of [1, tokens]", node);
      }
      found.add(new Input(node.getName(), role(file, node), tensor.type));
      fixed = Math.max(fixed, (int) Math.max(0, tensor.getShape()[1]));
    }
    if (found.stream().noneMatch(input -> input.role() == Role.IDS)) {
      throw new BadFileException(
          file, "/graph/input", "expected an input input_ids, found " + inputs.keySet());
    }
    Candidate output = output(file, outputs, wanted);
    return new ModelLayout(List.copyOf(found), output.name(), output.rank() == 3, fixed);
  }

  private static Role role(String file, NodeInfo node) throws BadFileException {
    // some converters append the number of an output
    String name = node.getName().toLowerCase(Locale.ROOT).split(":", 2)[0];
    return switch (name) {
      case "input_ids", "ids" -> Role.IDS;
      case "attention_mask", "input_mask", "mask" -> Role.MASK;
      case "token_type_ids", "segment_ids", "type_ids" -> Role.TYPES;
      default ->
          throw bad(
              file,
              "/graph/input/" + node.getName(),
              "inputs input_ids, attention_mask and token_type_ids alone",
              node);
    };
  }

  private static Candidate output(
      String file, Map<String, NodeInfo> outputs, Optional<String> wanted) throws BadFileException {
    List<Candidate> fit = new ArrayList<>();
    for (NodeInfo node : outputs.values()) {
      if (node.getInfo() instanceof TensorInfo tensor
          && isFloating(tensor.type)
          && (tensor.getShape().length == 2 || tensor.getShape().length == 3)) {
        fit.add(new Candidate(node.getName(), tensor.getShape().length));
      }
    }
    if (wanted.isPresent()) {
      return fit.stream()
          .filter(candidate -> candidate.name().equals(wanted.get()))
          .findFirst()
          .orElseThrow(() -> none(file, "an output " + wanted.get(), outputs));
    }
    for (Candidate candidate : fit) {
      if (candidate.rank() == 2 && SENTENCE.contains(plain(candidate))) {
        return candidate;
      }
    }
    for (Candidate candidate : fit) {
      if (candidate.rank() == 3 && TOKENS.contains(plain(candidate))) {
        return candidate;
      }
    }
    for (int rank = 3; rank >= 2; rank--) {
      int each = rank;
      List<Candidate> same = fit.stream().filter(candidate -> candidate.rank() == each).toList();
      if (same.size() == 1) {
        return same.get(0);
      }
    }
    throw none(file, "one output sentence_embedding or last_hidden_state", outputs);
  }

  private static String plain(Candidate candidate) {
    return candidate.name().toLowerCase(Locale.ROOT).split(":", 2)[0];
  }

  private static boolean isFloating(OnnxJavaType type) {
    return type == OnnxJavaType.FLOAT
        || type == OnnxJavaType.FLOAT16
        || type == OnnxJavaType.BFLOAT16;
  }

  private static BadFileException bad(String file, String where, String expected, NodeInfo found) {
    return new BadFileException(
        file, where, "expected " + expected + ", found " + found.getName() + " " + shape(found));
  }

  private static BadFileException none(
      String file, String expected, Map<String, NodeInfo> outputs) {
    List<String> found = new ArrayList<>();
    outputs.values().forEach(node -> found.add(node.getName() + " " + shape(node)));
    return new BadFileException(
        file,
        "/graph/output",
        "expected "
            + expected
            + " of [1, width] or [1, tokens, width] in floating point, found "
            + found);
  }

  private static String shape(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? "of " + tensor.type + Arrays.toString(tensor.getShape()) + " (-1: any size)"
        : "which isn't a tensor";
  }
}
