package io.cancernet.inference.scoring;

import io.cancernet.common.patch.PatchLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bytes of a shard that are fetched by one request, with the patches that lie in them.
 *
 * @param patches in the order of their offsets
 */
record ShardRange(String shard, long offset, int length, List<LocatedPatch> patches) {

    ShardRange {
        patches = List.copyOf(patches);
    }

    /** A patch that lies in a shard. */
    record LocatedPatch(PatchWork work, PatchLocation at) {

        long end() {
            return at.offset() + at.length();
        }
    }

    static ShardRange of(LocatedPatch patch) {
        return new ShardRange(
                patch.at().shard(), patch.at().offset(), patch.at().length(), List.of(patch));
    }

    /**
     * The ranges that cover patches, each at least once.
     *
     * @param largestGap bytes between two patches that are fetched rather than asked for separately
     * @param largestRange bytes of a range of several patches
     * @param mostPatches patches of a range
     */
    static List<ShardRange> covering(List<LocatedPatch> patches, int largestGap, int largestRange, int mostPatches) {
        List<LocatedPatch> sorted = patches.stream()
                .sorted(Comparator.comparing((LocatedPatch each) -> each.at().shard())
                        .thenComparingLong(each -> each.at().offset()))
                .toList();
        List<ShardRange> ranges = new ArrayList<>();
        for (LocatedPatch patch : sorted) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).reaches(patch, largestGap, largestRange, mostPatches)) {
                ranges.set(last, ranges.get(last).with(patch));
            } else {
                ranges.add(of(patch));
            }
        }
        return ranges;
    }

    private boolean reaches(LocatedPatch patch, int largestGap, int largestRange, int mostPatches) {
        return shard.equals(patch.at().shard())
                && patches.size() < mostPatches
                && patch.at().offset() - (offset + length) <= largestGap
                && patch.end() - offset <= largestRange;
    }

    private ShardRange with(LocatedPatch patch) {
        List<LocatedPatch> more = new ArrayList<>(patches);
        more.add(patch);
        return new ShardRange(shard, offset, (int) Math.max(length, patch.end() - offset), more);
    }
}
