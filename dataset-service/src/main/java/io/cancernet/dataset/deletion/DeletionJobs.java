package io.cancernet.dataset.deletion;

import io.cancernet.common.id.IngestId;
import java.util.Optional;
import java.util.OptionalLong;

/** How the jobs of deletions are called: for a slide, for a withdrawn ingest, or for objects by their prefix. */
public final class DeletionJobs {

    public static final String KIND = "delete";
    private static final String SLIDE = "slide:";
    private static final String INGEST = "ingest:";
    private static final String OBJECTS = "objects:";

    private DeletionJobs() {}

    /** A job that goes on with a deletion on record. */
    public static String ofSlide(long deletion) {
        return SLIDE + deletion;
    }

    /** A job that removes what a withdrawn ingest leaves, once it has ended. */
    public static String ofIngest(IngestId ingest) {
        return INGEST + ingest;
    }

    /** A job that deletes all objects whose keys begin so. */
    public static String ofObjects(String prefix) {
        return OBJECTS + prefix;
    }

    static OptionalLong slideDeletion(String job) {
        return job.startsWith(SLIDE)
                ? OptionalLong.of(Long.parseLong(job.substring(SLIDE.length())))
                : OptionalLong.empty();
    }

    static Optional<IngestId> ingest(String job) {
        return job.startsWith(INGEST) ? Optional.of(new IngestId(job.substring(INGEST.length()))) : Optional.empty();
    }

    static String prefix(String job) {
        return job.substring(OBJECTS.length());
    }
}
