package io.cancernet.dataset.split;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The patches to be dealt out, in the order case, row, column, with no more of each than splitting needs: 17 bytes, so
 * that millions fit into memory. Patches go by their number in that order.
 */
public final class PatchPool {

    private static final int NO_SPLIT = 3;

    private final List<PooledCase> cases;
    private final byte[] marks;
    private final long[] hashes;
    private final int size;

    private PatchPool(Builder builder) {
        this.cases = List.copyOf(builder.cases);
        this.marks = builder.marks;
        this.hashes = builder.hashes;
        this.size = builder.size;
    }

    /** A case whose patches have the numbers from (inclusive) to (exclusive). */
    public record PooledCase(CaseId caseId, int from, int to) {}

    public int size() {
        return size;
    }

    public List<PooledCase> cases() {
        return cases;
    }

    public int label(int patch) {
        return marks[patch] & 1;
    }

    /** The split that the patch brings along. */
    @Nullable Split given(int patch) {
        int split = marks[patch] >> 1;
        return split == NO_SPLIT ? null : SplitCode.split(split);
    }

    CaseId caseOf(int patch) {
        int low = 0;
        int high = cases.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (cases.get(middle).from() <= patch) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return cases.get(low).caseId();
    }

    public int count(int label) {
        int count = 0;
        for (int patch = 0; patch < size; patch++) {
            if (label(patch) == label) {
                count++;
            }
        }
        return count;
    }

    List<LabelledCase> labelledCases() {
        return labelledCases(patch -> true);
    }

    /** The cases that have such patches, with these counted. */
    List<LabelledCase> labelledCases(IntPredicate counted) {
        List<LabelledCase> labelled = new ArrayList<>();
        for (PooledCase each : cases) {
            int[] counts = new int[2];
            for (int patch = each.from(); patch < each.to(); patch++) {
                if (counted.test(patch)) {
                    counts[label(patch)]++;
                }
            }
            if (counts[0] + counts[1] > 0) {
                labelled.add(new LabelledCase(each.caseId(), counts[Labels.NEGATIVE], counts[Labels.POSITIVE]));
            }
        }
        return labelled;
    }

    /** The patches whose bytes occur in another split too, such as blank tiles. */
    public BitSet sharedBetweenSplits(Assignment assignment) {
        ByteGroups groups = new ByteGroups(size);
        byte[] splits = new byte[size];
        int[] groupOf = new int[size];
        for (int patch = 0; patch < size; patch++) {
            groupOf[patch] = groups.groupOf(hashes[2 * patch], hashes[2 * patch + 1]);
            splits[groupOf[patch]] |= SplitCode.bit(assignment.split(patch));
        }
        BitSet shared = new BitSet(size);
        for (int patch = 0; patch < size; patch++) {
            if (Integer.bitCount(splits[groupOf[patch]]) > 1) {
                shared.set(patch);
            }
        }
        return shared;
    }

    /** Takes patches in their order, case by case. */
    public static final class Builder {

        private final List<PooledCase> cases = new ArrayList<>();
        private final byte[] marks;
        private final long[] hashes;
        private int size;

        /** @param atMost the most patches that will be added */
        public Builder(int atMost) {
            this.marks = new byte[atMost];
            this.hashes = new long[2 * atMost];
        }

        public void add(CaseId caseId, int label, @Nullable Split given, Sha256 bytes) {
            Labels.requireBinary(label);
            marks[size] = (byte) (label | (given == null ? NO_SPLIT : SplitCode.of(given)) << 1);
            hashes[2 * size] = ByteGroups.firstHalf(bytes);
            hashes[2 * size + 1] = ByteGroups.secondHalf(bytes);
            int last = cases.size() - 1;
            if (last >= 0 && cases.get(last).caseId().equals(caseId)) {
                cases.set(last, new PooledCase(caseId, cases.get(last).from(), size + 1));
            } else {
                cases.add(new PooledCase(caseId, size, size + 1));
            }
            size++;
        }

        public PatchPool build() {
            return new PatchPool(this);
        }
    }
}
