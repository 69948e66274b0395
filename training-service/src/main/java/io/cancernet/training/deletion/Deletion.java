package io.cancernet.training.deletion;

import io.cancernet.common.id.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record of a deletion: what it was, who wanted it gone and why. It stays.
 *
 * @param files hashes of the files by their keys, as far as they are known: those of a run are when they are removed
 * @param finishedAt when the last file was gone; absent while some are left
 */
public record Deletion(
        Subject subject,
        String by,
        String reason,
        Instant requestedAt,
        SortedMap<String, Sha256> files,
        @Nullable Instant finishedAt) {

    public Deletion {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
