package io.cancernet.dataset.split;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import java.util.List;
import java.util.Map;

/** The split by case: every case stands in one split. */
public record ByCase(SplitFractions fractions, long seed) implements SplitRule {

    public static final ByCase DEFAULT = new ByCase(SplitFractions.DEFAULT, 42);

    @Override
    public SplitStrategy strategy() {
        return SplitStrategy.BY_CASE;
    }

    @Override
    public List<Assignment> assign(PatchPool pool) {
        Map<CaseId, Split> splits = CaseSplit.deal(pool.labelledCases(), fractions, seed);
        return List.of(Assignment.byCase(pool, splits, null));
    }
}
