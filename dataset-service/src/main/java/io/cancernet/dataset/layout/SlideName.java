package io.cancernet.dataset.layout;

import io.cancernet.common.id.CaseId;
import java.util.Comparator;

/**
 * Which slide of a patch archive a patch belongs to.
 *
 * @param part tells several slides of a case apart, such as a magnification; empty where a case is one slide
 */
public record SlideName(CaseId caseId, String part) implements Comparable<SlideName> {

    private static final Comparator<SlideName> ORDER =
            Comparator.comparing(SlideName::caseId).thenComparing(SlideName::part);

    /** The only slide of a case. */
    static SlideName of(CaseId caseId) {
        return new SlideName(caseId, "");
    }

    /** What the slide is known by within its layout; the slide's id follows from it. */
    public String identity() {
        return part.isEmpty() ? caseId.value() : caseId + "/" + part;
    }

    @Override
    public int compareTo(SlideName other) {
        return ORDER.compare(this, other);
    }
}
