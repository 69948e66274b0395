package io.cancernet.training.evaluation;

import io.cancernet.common.patch.Labels;

/**
 * The areas under both curves while a threshold falls past scores that count several times or not at all. Equal scores
 * are one tie.
 */
final class WeightedCurves {

    private long hits;
    private long alarms;
    private long newHits;
    private long newAlarms;
    private double area;
    private double precisions;

    void add(int label, int count) {
        if (label == Labels.POSITIVE) {
            newHits += count;
        } else {
            newAlarms += count;
        }
    }

    void endTie() {
        area += newAlarms * (hits + newHits / 2.0);
        hits += newHits;
        alarms += newAlarms;
        if (newHits > 0) {
            precisions += (double) hits / (hits + alarms) * newHits;
        }
        newHits = 0;
        newAlarms = 0;
    }

    /** NaN when one class is missing. */
    double rocAuc() {
        return isUndefined() ? Double.NaN : area / ((double) hits * alarms);
    }

    /** NaN when one class is missing. */
    double averagePrecision() {
        return isUndefined() ? Double.NaN : precisions / hits;
    }

    private boolean isUndefined() {
        return hits == 0 || alarms == 0;
    }
}
