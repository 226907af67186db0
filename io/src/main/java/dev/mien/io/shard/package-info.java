/**
 * Data sets as folders of tar files. Entry types: {@link dev.mien.io.shard.ShardWriter} and {@link
 * dev.mien.io.shard.ShardReader}.
 *
 * <p>The layout is WebDataset's, which other tools read too: a sample is a run of entries {@code
 * KEY.PART} with the same key, such as {@code 000017.attributes.json} and {@code 000017.face.png};
 * a shard is a gzipped tar of whole samples, {@code shard-00000.tar.gz} and so on. Entries carry no
 * times, owners or names of machines: the same samples give the same bytes.
 *
 * <p>{@code manifest.json} beside the shards says what the set is and lists every finished shard
 * with its samples, bytes and SHA-256:
 *
 * <pre>{@code
 * {"format": "mien-shards", "version": 1, "name": "…", "licence": "…",
 *  "properties": {"seed": "…"},
 *  "shards": [{"file": "shard-00000.tar.gz", "samples": 512, "bytes": 1234567, "sha256": "…"}]}
 * }</pre>
 *
 * <p>A shard appears under its name only when it is whole, and is listed only after that, so what a
 * stopped writer leaves is a valid, shorter set that another writer can continue.
 */
@NullMarked
package dev.mien.io.shard;

import org.jspecify.annotations.NullMarked;
