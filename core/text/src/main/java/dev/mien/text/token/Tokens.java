package dev.mien.text.token;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Splits text on Lucene's analysers: words with their stems, Chinese by characters, and the word
 * boundaries that the hidden Markov model of smartcn sees in Chinese.
 */
public final class Tokens {

  private static final Analyzer WORDS =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer source = new StandardTokenizer();
          TokenStream stream = new EnglishPossessiveFilter(new LowerCaseFilter(source));
          return new TokenStreamComponents(
              source, new PorterStemFilter(new KeywordRepeatFilter(stream)));
        }
      };

  private static final Analyzer CHINESE =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          return new TokenStreamComponents(new HMMChineseTokenizer());
        }
      };

  private Tokens() {}

  /**
   * The tokens of a text, in order.
   *
   * @param text cleaned text
   */
  public static List<Token> of(String text) {
    String plain = text.replace('\u2019', '\'').replace('_', ' ');
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = WORDS.tokenStream("text", new StringReader(plain))) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      KeywordAttribute keyword = stream.addAttribute(KeywordAttribute.class);
      stream.reset();
      String surface = "";
      while (stream.incrementToken()) {
        if (keyword.isKeyword()) {
          surface = term.toString();
        } else {
          int start = offset.startOffset();
          boolean han = isHan(plain.codePointAt(start));
          tokens.add(new Token(start, offset.endOffset(), surface, term.toString(), han));
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can't fail to be read", e);
    }
    return tokens;
  }

  /**
   * The word of smartcn that each character belongs to.
   *
   * @param text cleaned text
   * @return for each character the offset where its word starts, or -1 outside words
   */
  public static int[] chineseWords(String text) {
    int[] starts = new int[text.length()];
    java.util.Arrays.fill(starts, -1);
    try (TokenStream stream = CHINESE.tokenStream("text", new StringReader(text))) {
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        int end = Math.min(offset.endOffset(), starts.length);
        for (int i = offset.startOffset(); i < end; i++) {
          starts[i] = offset.startOffset();
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can't fail to be read", e);
    }
    return starts;
  }

  /**
   * Whether a character is Chinese.
   *
   * @param codePoint any code point
   */
  public static boolean isHan(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }
}
