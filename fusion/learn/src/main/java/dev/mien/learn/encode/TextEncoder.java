package dev.mien.learn.encode;

import dev.mien.core.TextPrompt;
import dev.mien.learn.nn.Attention;
import dev.mien.learn.nn.Embedding;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.nn.TransformerBlock;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.network.input.TextArrays;
import dev.mien.model.network.input.TextPieces;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Chinese and English, without a vocabulary to download: hashed pieces of words are looked up
 * and averaged, positions are added, words look at their neighbours, again and again, and at one
 * another. What they say is collected in two ways: a quarter of the tokens are answers to learned
 * questions, the others detectors of phrases, of which each number tells how much of what it looks
 * for the text has at most anywhere.
 */
public final class TextEncoder implements Encoder<TextPrompt, int[]> {

  /** Brings means of pieces, which begin small, to about unit size before they're normalised. */
  private static final double ENLARGED = 100;

  /** How far each layer of neighbours looks, words: together six before and six behind. */
  private static final int[] REACH = {1, 2, 3};

  /** Positions of a batch are a multiple of this, so that batches have few sizes. */
  private static final int ROUNDED = 32;

  private final Sizes sizes;
  private final int asked;
  private final TextPieces pieces;
  private final Embedding table;
  private final Parameter positions;
  private final LayerNorm norm;
  private final List<Neighbours> neighbours = new ArrayList<>();
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final Parameter questions;
  private final Attention collect;
  private final Linear detectors;
  private final LayerNorm last;

  /**
   * Sizes.
   *
   * @param buckets that pieces of words are hashed to
   * @param words read at most, Chinese characters counting as words; the rest is cut off
   * @param width of the tokens, divisible by four
   * @param blocks of a transformer
   * @param tokens that come out
   */
  public record Sizes(int buckets, int words, int width, int blocks, int tokens) {

    /** For training on a processor: 0.7 million numbers. */
    public static final Sizes USUAL = new Sizes(8192, 160, 64, 0, 12);

    /** Checks the sizes. */
    public Sizes {
      if (buckets < 2 || words < 1 || width < 4 || width % 4 != 0 || blocks < 0 || tokens < 2) {
        throw new IllegalArgumentException(
            "expected at least 2 buckets, 1 word, 2 tokens and a width divisible by 4, got "
                + "Sizes[%d, %d, %d, %d, %d]".formatted(buckets, words, width, blocks, tokens));
      }
    }
  }

  private TextEncoder(Parameters parameters, Sizes sizes) {
    int width = sizes.width();
    this.sizes = sizes;
    pieces = new TextPieces(sizes.words(), sizes.buckets());
    table = Embedding.of(parameters.in("pieces"), sizes.buckets(), width);
    positions = parameters.normal("positions", 0.02, sizes.words(), width);
    norm = LayerNorm.of(parameters.in("norm"), width);
    for (int n = 0; n < REACH.length; n++) {
      neighbours.add(Neighbours.of(parameters.in("neighbours" + n), width, width));
    }
    for (int b = 0; b < sizes.blocks(); b++) {
      blocks.add(TransformerBlock.of(parameters.in("block" + b), width, 4, 2 * width));
    }
    asked = Math.max(1, sizes.tokens() / 4);
    questions = parameters.normal("questions", 1, asked, width);
    collect = Attention.of(parameters.in("collect"), width, 4);
    detectors = Linear.of(parameters.in("detectors"), width, (sizes.tokens() - asked) * width);
    last = LayerNorm.of(parameters.in("last"), width);
  }

  /**
   * A network.
   *
   * @param parameters takes what is learned
   * @param sizes of the network
   */
  public static TextEncoder of(Parameters parameters, Sizes sizes) {
    return new TextEncoder(parameters, sizes);
  }

  @Override
  public int tokens() {
    return sizes.tokens();
  }

  @Override
  public int width() {
    return sizes.width();
  }

  @Override
  public int[] prepare(TextPrompt input) {
    return pieces.of(input.text());
  }

  @Override
  public Tensor apply(Tape tape, List<int[]> prepared) {
    int longest = (TextArrays.longest(prepared) + ROUNDED - 1) / ROUNDED * ROUNDED;
    return apply(tape, prepared.size(), TextArrays.of(prepared, Math.min(sizes.words(), longest)));
  }

  /** With as many positions as the encoder can read. */
  @Override
  public Tensor applyAlone(Tape tape, int[] prepared) {
    return apply(tape, 1, TextArrays.of(List.of(prepared), sizes.words()));
  }

  private Tensor apply(Tape tape, int batch, TextArrays arrays) {
    int longest = arrays.words();
    int width = sizes.width();
    Tensor inside = tape.input(TextArrays.THERE, arrays.there(), batch, longest, 1);
    Tensor notBehind = tape.input(TextArrays.HIDDEN, arrays.hidden(), batch, 1, 1, longest);
    // [batch · words, 1, pieces] · [batch · words, pieces, width]
    Tensor words =
        tape.input(TextArrays.SHARES, arrays.shares(), batch * longest, 1, TextPieces.PIECES)
            .matmul(
                table
                    .apply(tape, tape.rows(TextArrays.PIECES, arrays.pieces(), sizes.buckets()))
                    .reshape(batch * longest, TextPieces.PIECES, width))
            .reshape(batch, longest, width);
    Tensor x =
        norm.apply(words.times(ENLARGED))
            .plus(tape.use(positions).slice(0, 0, longest))
            .times(inside);
    for (int n = 0; n < REACH.length; n++) {
      x = x.plus(neighbours.get(n).apply(x, REACH[n]).silu().times(inside));
    }
    for (TransformerBlock block : blocks) {
      x = block.apply(x, notBehind).times(inside);
    }
    Tensor asking = tape.use(questions).reshape(1, asked, width).expand(batch, asked, width);
    Tensor tokens = collect.apply(asking, x, notBehind).values();
    Tensor found =
        detectors
            .apply(x)
            .plus(notBehind.reshape(batch, longest, 1))
            .max(1)
            .reshape(batch, sizes.tokens() - asked, width);
    return last.apply(Tensor.concat(1, List.of(tokens, found)));
  }
}
