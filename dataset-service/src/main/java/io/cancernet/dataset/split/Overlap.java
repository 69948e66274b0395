package io.cancernet.dataset.split;

import io.cancernet.common.patch.Split;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The cases that stand in more than one split.
 *
 * @param cases how many
 * @param named the first of them, each with its splits
 */
record Overlap(int cases, List<String> named) {

    private static final int NAMED = 20;

    Overlap {
        named = List.copyOf(named);
    }

    static Overlap of(PatchPool pool, Assignment assignment) {
        int cases = 0;
        List<String> named = new ArrayList<>();
        for (PatchPool.PooledCase each : pool.cases()) {
            Set<Split> splits = EnumSet.noneOf(Split.class);
            for (int patch = each.from(); patch < each.to(); patch++) {
                splits.add(assignment.split(patch));
            }
            if (splits.size() > 1) {
                cases++;
                if (named.size() < NAMED) {
                    named.add("%s (%s)".formatted(each.caseId(), slugs(splits)));
                }
            }
        }
        return new Overlap(cases, named);
    }

    private static String slugs(Set<Split> splits) {
        return splits.stream().map(Split::slug).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "%d %s in more than one split: %s%s"
                .formatted(
                        cases,
                        cases == 1 ? "case stands" : "cases stand",
                        String.join(", ", named),
                        cases > named.size() ? " and %d more".formatted(cases - named.size()) : "");
    }
}
