package io.cancernet.dataset.ingest;

import io.cancernet.dataset.layout.CasePattern;
import org.jspecify.annotations.Nullable;

/**
 * How a patch archive in class folders is read.
 *
 * @param sourceSplit whether folders called train, validation and test say which split a patch belongs to
 * @param casePattern regular expression on a file's path whose group {@code case} is its case; absent: all files are of
 *     one case
 */
public record ArchiveOptions(
        SourceSplit sourceSplit, @Nullable String casePattern) {

    public static final ArchiveOptions DEFAULT = new ArchiveOptions(SourceSplit.KEEP, null);

    public ArchiveOptions {
        if (casePattern != null) {
            CasePattern.requireValid(casePattern);
        }
    }
}
