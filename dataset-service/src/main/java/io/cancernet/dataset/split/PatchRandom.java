package io.cancernet.dataset.split;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.patch.Split;
import java.util.List;
import java.util.Random;

/**
 * The split by patch, as tutorials do it: patches of one case stand in all splits, so that results on it prove nothing.
 * Cut as they cut: first the test split off the whole, then validation off the rest, both rounded to more for training.
 */
public record PatchRandom(SplitFractions fractions, long seed) implements SplitRule {

    /** 80 % and 20 %, then 10 % of the former. */
    public static final SplitFractions TUTORIAL = new SplitFractions(0.72, 0.08, 0.2);

    /** So that 0.72 + 0.08 of a multiple of ten is not one too few. */
    private static final double ROUNDING = 1e-6;

    @Override
    public SplitStrategy strategy() {
        return SplitStrategy.PATCH_RANDOM;
    }

    @Override
    public List<Assignment> assign(PatchPool pool) {
        int learned = share(pool.size(), 1 - fractions.test());
        int validation = share(learned, fractions.validation() / (1 - fractions.test()));
        if (validation == 0 || validation == learned || learned == pool.size()) {
            throw new DomainException(
                    ErrorCode.DATASET_EMPTY,
                    "%d patches are too few for three splits at these fractions. Choose more slides, or other fractions."
                            .formatted(pool.size()));
        }
        int[] order = shuffled(pool.size());
        Assignment assignment = Assignment.leaky(pool);
        for (int i = 0; i < order.length; i++) {
            boolean train = i < learned - validation;
            assignment.set(order[i], train ? Split.TRAIN : i < learned ? Split.VALIDATION : Split.TEST);
        }
        return List.of(assignment);
    }

    private static int share(int patches, double fraction) {
        return (int) Math.floor(patches * fraction + ROUNDING);
    }

    private int[] shuffled(int size) {
        int[] order = new int[size];
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
