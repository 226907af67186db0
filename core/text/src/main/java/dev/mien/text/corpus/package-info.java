/**
 * Collections of descriptions: {@link dev.mien.text.corpus.TextSource} adapters give {@link
 * dev.mien.text.corpus.TextRecord}s with licence, origin and time; {@link
 * dev.mien.text.corpus.TextCollection} takes each only once; {@link
 * dev.mien.text.corpus.DescriptionGrammar} writes labelled descriptions offline in three registers
 * from {@code slots.tsv} and {@code templates.tsv}; {@link dev.mien.text.corpus.CorpusCleaner}
 * leaves out garbled and repeated records with the reason.
 */
@NullMarked
package dev.mien.text.corpus;

import org.jspecify.annotations.NullMarked;
