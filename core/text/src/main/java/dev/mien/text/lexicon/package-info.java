/**
 * The words that {@link dev.mien.text.TextReader} knows and what they mean, read from tables.
 *
 * <p>{@link dev.mien.text.lexicon.Lexicon#standard()} is the built-in lexicon; its tables lie
 * beside this class as UTF-8 TSV files, one concept a row with all its English and Chinese synonyms
 * (separated by {@code |}), so that synonyms of both languages collapse by construction. Lines that
 * start with {@code #} are comments. An English word matches every word with the same Porter stem;
 * {@code =word} matches that spelling alone. The tables:
 *
 * <ul>
 *   <li>{@code parts.tsv}: what can be described. Columns: part, parent part, attribute that takes
 *       its colour, assignments when it is present, assignments when it is absent, English words,
 *       Chinese words. {@code -} leaves a column empty.
 *   <li>{@code modifiers.tsv}: concept, English, Chinese. What it means depends on the part.
 *   <li>{@code meanings.tsv}: parts, concepts (both separated by {@code |}), assignments, weight.
 *   <li>{@code shades.tsv}: concept, factor of lightness, factor of saturation. What a modifier
 *       does to the colour after it (HSL).
 *   <li>{@code colours.tsv}: name, sRGB hex, {@code part=hex} where natural material differs from
 *       the pure colour, English, Chinese.
 *   <li>{@code phrases.tsv}: the part that it names, or {@code -}, assignments, weight, English,
 *       Chinese. Words whose meaning needs no context.
 *   <li>{@code degrees.tsv}: factor, English, Chinese.
 *   <li>{@code words.tsv}: grammatical role, English, Chinese.
 *   <li>{@code incompatible.tsv}: attribute, values, other attribute, values of it that can't be
 *       with them. Later words win.
 *   <li>{@code traditional.tsv}: traditional character, simplified character.
 * </ul>
 *
 * <p>Assignments are {@code attribute=value}, separated by {@code ;}. A value {@code a<b<c} gives
 * those for a weak, plain and strong degree, and {@code -} in it no value. Other amounts are
 * multiplied by the degree. {@code attribute=?value} is implied: any explicit statement overrules
 * it, wherever it stands. Weights in [0, 1] are how sure the meaning is.
 */
@NullMarked
package dev.mien.text.lexicon;

import org.jspecify.annotations.NullMarked;
