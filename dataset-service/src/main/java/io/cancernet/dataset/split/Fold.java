package io.cancernet.dataset.split;

/**
 * Which part of a cross-validation a dataset is.
 *
 * @param number of the fold that is tested, from 1
 */
public record Fold(int number, int of) {

    public Fold {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("folds are numbered from 1 to %d: %d".formatted(of, number));
        }
    }

    /** What the name of the fold's dataset ends in. */
    public String suffix() {
        return "-fold%dof%d".formatted(number, of);
    }
}
