package io.cancernet.training.bench;

/**
 * Scores of images by the networks of a cross-validation.
 *
 * <p>Networks differ in where their scores lie, so only images that the same network scored are compared: the ROC-AUC is
 * the share of such pairs, one of each class, that stand in the right order.
 */
final class FoldScores {

    private final BreakHisImages images;
    private final float[] scores;
    private final int[] folds;

    /** Scores of no image yet. */
    FoldScores(BreakHisImages images) {
        this.images = images;
        scores = new float[images.count()];
        folds = new int[images.count()];
    }

    void put(int row, int fold, float score) {
        scores[row] = score;
        folds[row] = fold;
    }

    /** ROC-AUC of some images, which may come more than once; no number when no pair can be compared. */
    double rocAuc(int[] rows) {
        double right = 0;
        long pairs = 0;
        for (int diseased : rows) {
            for (int other : rows) {
                if (images.diseased(diseased) && !images.diseased(other) && folds[diseased] == folds[other]) {
                    pairs++;
                    right += 0.5 + 0.5 * Math.signum(scores[diseased] - scores[other]);
                }
            }
        }
        return right / pairs;
    }
}
