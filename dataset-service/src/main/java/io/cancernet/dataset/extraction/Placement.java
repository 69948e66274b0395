package io.cancernet.dataset.extraction;

import io.cancernet.common.id.Sha256;
import io.cancernet.dataset.layout.PatchName;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Lets one patch have each place of a slide: repeats are counted, contradictions exclude each other. */
final class Placement {

    private Placement() {}

    /**
     * Looks at the usable patches of one slide, in the order of their names. Where a layout knows no positions, the name
     * is the place, and the same bytes must not have two labels: a tile is not both healthy and ill.
     *
     * @return the patches of distinct places in the same order, and the rest quarantined
     */
    static Inspection resolve(List<UsablePatch> patches) {
        Inspection byPlace = Inspection.join(group(patches, Placement::place).stream()
                .map(Placement::onePlace)
                .toList());
        Inspection byBytes = withoutContradictions(byPlace.usable());
        return Inspection.join(List.of(new Inspection(List.of(), byPlace.quarantined()), byBytes));
    }

    /**
     * Gives each patch its place.
     *
     * @param patches in the order of their names; those without a position come on a grid in this order
     */
    static List<PlacedPatch> place(List<UsablePatch> patches, PatchSize size) {
        int columns = (int) Math.ceil(Math.sqrt(patches.size()));
        List<PlacedPatch> placed = new ArrayList<>(patches.size());
        for (int i = 0; i < patches.size(); i++) {
            UsablePatch patch = patches.get(i);
            PatchName.Position onGrid = new PatchName.Position(i % columns * size.width(), i / columns * size.height());
            placed.add(new PlacedPatch(
                    patch, Objects.requireNonNullElse(patch.candidate().patch().position(), onGrid)));
        }
        return placed;
    }

    private static Object place(UsablePatch patch) {
        PatchName name = patch.candidate().patch();
        return name.position() == null ? name.name() : name.position();
    }

    private static Inspection onePlace(List<UsablePatch> rivals) {
        UsablePatch first = rivals.get(0);
        if (rivals.stream().allMatch(each -> same(first, each))) {
            return new Inspection(List.of(first), quarantineRepeats(rivals));
        }
        PatchName.Position position = first.candidate().patch().position();
        String place = position == null ? "the same name" : "x %d, y %d".formatted(position.x(), position.y());
        return new Inspection(
                List.of(),
                conflicting(
                        rivals,
                        "%d files claim %s with different bytes, labels or splits".formatted(rivals.size(), place)));
    }

    private static Inspection withoutContradictions(List<UsablePatch> patches) {
        List<UsablePatch> unplaced = patches.stream()
                .filter(each -> each.candidate().patch().position() == null)
                .toList();
        Set<Sha256> contradicted = new HashSet<>();
        List<QuarantinedFile> quarantined = new ArrayList<>();
        for (List<UsablePatch> rivals : group(unplaced, UsablePatch::sha256)) {
            if (rivals.stream().map(Placement::label).distinct().count() > 1) {
                contradicted.add(rivals.get(0).sha256());
                quarantined.addAll(conflicting(
                        rivals, "%d files have the same bytes and different labels".formatted(rivals.size())));
            }
        }
        return new Inspection(
                patches.stream()
                        .filter(each -> !contradicted.contains(each.sha256()))
                        .toList(),
                quarantined);
    }

    private static <K> Collection<List<UsablePatch>> group(List<UsablePatch> patches, Function<UsablePatch, K> key) {
        Map<K, List<UsablePatch>> groups = new LinkedHashMap<>();
        patches.forEach(each -> groups.computeIfAbsent(key.apply(each), any -> new ArrayList<>(1))
                .add(each));
        return groups.values();
    }

    private static List<QuarantinedFile> conflicting(List<UsablePatch> rivals, String detail) {
        return rivals.stream()
                .map(each -> each.candidate().quarantined(QuarantineReason.CONFLICTING_PATCH, detail))
                .toList();
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
                && label(a).equals(label(b))
                && a.candidate().patch().sourceSplit() == b.candidate().patch().sourceSplit();
    }

    private static String label(UsablePatch patch) {
        return String.valueOf(patch.candidate().patch().label());
    }
}
