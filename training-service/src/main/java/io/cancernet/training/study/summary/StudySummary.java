package io.cancernet.training.study.summary;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.training.crossvalidation.Scoring;
import io.cancernet.training.crossvalidation.Spread;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.evaluation.Interval;
import io.cancernet.training.study.StudyId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a study has shown so far: every recipe's results on every group of datasets, and how they differ. Metrics have
 * the names of {@link io.cancernet.training.evaluation.SplitEvaluation}; what is undefined is absent.
 *
 * @param notice research use only
 * @param complete whether all runs of the study have ended
 * @param leaky whether some of the datasets are leaky, so that what stands there proves nothing
 * @param leftOut the runs that are not counted, and why
 * @param bootstrap how the pooled intervals were drawn
 */
public record StudySummary(
        String notice,
        StudyId studyId,
        String name,
        boolean complete,
        boolean leaky,
        int runs,
        int runsCounted,
        List<LeftOut> leftOut,
        CaseBootstrap bootstrap,
        List<Arm> arms,
        List<Difference> differences) {

    public StudySummary {
        leftOut = List.copyOf(leftOut);
        arms = List.copyOf(arms);
        differences = List.copyOf(differences);
    }

    /**
     * A run that is not counted.
     *
     * @param state absent when it is no longer on record
     */
    public record LeftOut(
            RunId run,
            String recipe,
            DatasetVersion dataset,
            long seed,
            @Nullable RunState state,
            String reason) {}

    /**
     * One side of the study.
     *
     * @param datasets the folds of a cross-validation, or a dataset version
     */
    public record ArmName(String recipe, String datasets, Scoring scoring) {}

    /**
     * The results of one side.
     *
     * @param runs one by one
     * @param byRun mean and spread over the runs, with t intervals, by metric
     * @param pooled test patches of all folds together, by seed; absent until one seed has all its folds
     * @param notes what a reader must know
     */
    public record Arm(
            ArmName name,
            boolean leaky,
            List<JudgedRun> runs,
            Map<String, Spread> byRun,
            @Nullable Pooled pooled,
            List<String> notes) {

        public Arm {
            runs = List.copyOf(runs);
            byRun = ordered(byRun);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A run's test split at the operating point that the study chose for it.
     *
     * @param chosenOn dataset versions on whose validation patches threshold, calibration and smoothing were chosen
     * @param validationCases how many cases those have
     * @param smoothing deviation in patches; 0 for none
     */
    public record JudgedRun(
            RunId run,
            DatasetVersion dataset,
            long seed,
            int testCases,
            int testPatches,
            List<String> chosenOn,
            int validationCases,
            double smoothing,
            double threshold,
            Map<String, Double> metrics) {

        public JudgedRun {
            chosenOn = List.copyOf(chosenOn);
            metrics = ordered(metrics);
        }
    }

    /**
     * The test patches of all folds, each tested once a seed: means over the seeds, with intervals by bootstrap over
     * cases that draws the same cases for all seeds.
     */
    public record Pooled(
            List<Long> seeds,
            int cases,
            int patches,
            Map<String, Estimate> metrics,
            @Nullable String note) {

        public Pooled {
            seeds = List.copyOf(seeds);
            metrics = ordered(metrics);
        }
    }

    /** A value with its interval; absent where it is undefined in too many resamples. */
    public record Estimate(double value, @Nullable Interval interval) {}

    /** What two sides differ in. */
    public enum Kind {
        /** The recipe, on the same datasets. */
        RECIPE,
        /** Whether neighbours have a say, in the same runs. */
        CONTEXT,
        /** The split: leaky minus by case, which is how much too good leaky results look. */
        OPTIMISM;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How one side differs from another, as the one minus the other.
     *
     * @param leaky whether leaky datasets are involved
     * @param byRun over pairs of runs on the same dataset version with the same seed; empty where there are none
     * @param pooled over pooled test patches, with intervals by bootstrap over cases drawn for both sides at once
     * @param seeds how many seeds are pooled, of the side that has fewer
     */
    public record Difference(
            Kind kind,
            ArmName of,
            ArmName minus,
            boolean leaky,
            Map<String, Spread> byRun,
            Map<String, Estimate> pooled,
            int seeds) {

        public Difference {
            byRun = ordered(byRun);
            pooled = ordered(pooled);
        }
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
