package io.cancernet.dataset.extraction;

import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets one patch have each place of a slide: repeats are counted, contradictions exclude each other. */
final class Placement {

    private Placement() {}

    /**
     * Looks at the usable patches of one slide, in the order of their names.
     *
     * @return the patches of distinct places in the same order, and the rest quarantined
     */
    static Inspection resolve(List<UsablePatch> patches) {
        Map<Place, List<UsablePatch>> places = new LinkedHashMap<>();
        for (UsablePatch patch : patches) {
            places.computeIfAbsent(Place.of(patch), place -> new ArrayList<>()).add(patch);
        }
        return Inspection.join(
                places.values().stream().map(Placement::resolvePlace).toList());
    }

    private static Inspection resolvePlace(List<UsablePatch> rivals) {
        UsablePatch first = rivals.get(0);
        if (rivals.stream().allMatch(each -> same(first, each))) {
            return new Inspection(List.of(first), quarantineRepeats(rivals));
        }
        List<QuarantinedFile> conflicting = rivals.stream()
                .map(each -> each.candidate()
                        .quarantined(
                                QuarantineReason.CONFLICTING_PATCH,
                                "%d files claim x %d, y %d with different bytes or labels"
                                        .formatted(
                                                rivals.size(),
                                                each.candidate().patch().x(),
                                                each.candidate().patch().y())))
                .toList();
        return new Inspection(List.of(), conflicting);
    }

    private static List<QuarantinedFile> quarantineRepeats(List<UsablePatch> rivals) {
        String stored = rivals.get(0).candidate().file().name();
        return rivals.stream()
                .skip(1)
                .map(each -> each.candidate()
                        .quarantined(QuarantineReason.DUPLICATE_PATCH, "the same patch is stored from " + stored))
                .toList();
    }

    private static boolean same(UsablePatch a, UsablePatch b) {
        return a.sha256().equals(b.sha256())
                && a.candidate().patch().label() == b.candidate().patch().label();
    }

    private record Place(int x, int y) {
        static Place of(UsablePatch patch) {
            return new Place(
                    patch.candidate().patch().x(), patch.candidate().patch().y());
        }
    }
}
