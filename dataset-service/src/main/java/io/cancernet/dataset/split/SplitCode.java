package io.cancernet.dataset.split;

import io.cancernet.common.patch.Split;
import java.util.List;

/** Splits as small numbers, where millions of them are kept. */
final class SplitCode {

    private static final List<Split> SPLITS = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);

    private SplitCode() {}

    static byte of(Split split) {
        return switch (split) {
            case TRAIN -> 0;
            case VALIDATION -> 1;
            case TEST -> 2;
        };
    }

    /** A bit of its own for every split. */
    static byte bit(Split split) {
        return (byte) (1 << of(split));
    }

    static Split split(int code) {
        return SPLITS.get(code);
    }
}
