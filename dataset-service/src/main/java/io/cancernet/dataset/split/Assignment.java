package io.cancernet.dataset.split;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The split of every patch of a pool: a byte each. Filled once by its rule, then only read. */
public final class Assignment {

    private final byte[] splits;
    private final @Nullable Fold fold;
    private final boolean leaky;

    private Assignment(byte[] splits, @Nullable Fold fold, boolean leaky) {
        this.splits = splits;
        this.fold = fold;
        this.leaky = leaky;
    }

    static Assignment clean(PatchPool pool) {
        return new Assignment(new byte[pool.size()], null, false);
    }

    static Assignment leaky(PatchPool pool) {
        return new Assignment(new byte[pool.size()], null, true);
    }

    /** Every patch where its case is. */
    static Assignment byCase(PatchPool pool, Map<CaseId, Split> splits, @Nullable Fold fold) {
        Assignment assignment = new Assignment(new byte[pool.size()], fold, false);
        for (PatchPool.PooledCase each : pool.cases()) {
            Split split = splits.get(each.caseId());
            if (split == null) {
                throw new IllegalArgumentException("no split for case " + each.caseId());
            }
            for (int patch = each.from(); patch < each.to(); patch++) {
                assignment.set(patch, split);
            }
        }
        return assignment;
    }

    Assignment asLeaky() {
        return new Assignment(splits, fold, true);
    }

    void set(int patch, Split split) {
        splits[patch] = SplitCode.of(split);
    }

    public Split split(int patch) {
        return SplitCode.split(splits[patch]);
    }

    int patches(Split split) {
        int count = 0;
        for (byte each : splits) {
            if (each == SplitCode.of(split)) {
                count++;
            }
        }
        return count;
    }

    public @Nullable Fold fold() {
        return fold;
    }

    /** Whether cases stand in several splits, or may as far as the rule cares. */
    public boolean leaky() {
        return leaky;
    }
}
