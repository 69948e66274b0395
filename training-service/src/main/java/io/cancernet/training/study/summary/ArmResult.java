package io.cancernet.training.study.summary;

import io.cancernet.training.crossvalidation.JudgedFold;
import io.cancernet.training.crossvalidation.Spread;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.evaluation.Interval;
import io.cancernet.training.evaluation.SplitEvaluation;
import io.cancernet.training.evaluation.Weighted;
import io.cancernet.training.study.Study;
import io.cancernet.training.study.summary.StudySummary.Arm;
import io.cancernet.training.study.summary.StudySummary.ArmName;
import io.cancernet.training.study.summary.StudySummary.Difference;
import io.cancernet.training.study.summary.StudySummary.Estimate;
import io.cancernet.training.study.summary.StudySummary.JudgedRun;
import io.cancernet.training.study.summary.StudySummary.Kind;
import io.cancernet.training.study.summary.StudySummary.Pooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One side of a study while it is summed up: its judged runs, and its pooled test patches by seed. */
final class ArmResult {

    private static final CaseBootstrap BOOTSTRAP = CaseBootstrap.USUAL;

    /** Folds that one run is not trained on: its test and its validation fold. */
    private static final int HELD_OUT = 2;

    /** A run with its judgement. */
    private record Judged(Study.Member member, JudgedFold fold, Map<String, Double> metrics) {}

    private final ArmName name;
    private final boolean leaky;
    private final double testToTrain;
    private final List<Judged> judged = new ArrayList<>();
    private final Map<Long, SplitEvaluation> pooled = new TreeMap<>();
    private final List<Long> incomplete = new ArrayList<>();
    private final List<Long> overlapping = new ArrayList<>();
    private boolean erasedFrom;
    private int pooledPatches;

    /** @param folds of the cross-validation; 1 for none */
    ArmResult(ArmName name, boolean leaky, int folds) {
        this.name = name;
        this.leaky = leaky;
        testToTrain = folds > HELD_OUT ? 1.0 / (folds - HELD_OUT) : 0;
    }

    ArmName name() {
        return name;
    }

    boolean leaky() {
        return leaky;
    }

    boolean isEmpty() {
        return judged.isEmpty();
    }

    /** Whether smoothing was chosen for any of its runs: else it is its single-patch sibling over again. */
    boolean isSmoothed() {
        return judged.stream().anyMatch(each -> each.fold().smoothing() > 0);
    }

    void add(Study.Member member, JudgedFold fold) {
        judged.add(new Judged(member, fold, fold.evaluation().values()));
    }

    /** Adds the test patches of all folds of a seed. */
    void pool(long seed, SplitEvaluation evaluation, int patches) {
        pooled.put(seed, evaluation);
        pooledPatches = Math.max(pooledPatches, patches);
    }

    /** Notes a seed that is not pooled because not all of its runs are counted. */
    void leaveIncomplete(long seed) {
        incomplete.add(seed);
    }

    /** Notes a seed that is not pooled because a case is tested in two of its runs. */
    void leaveOverlapping(long seed) {
        overlapping.add(seed);
    }

    /** Notes that slides were erased from its datasets. */
    void markErasedFrom() {
        erasedFrom = true;
    }

    Arm arm() {
        return new Arm(
                name,
                leaky,
                judged.stream().map(ArmResult::run).toList(),
                spread(judged.stream().map(Judged::metrics).toList()),
                pooled(),
                notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!incomplete.isEmpty()) {
            notes.add("not pooled, since not all of their runs are counted: seeds %s".formatted(words(incomplete)));
        }
        if (!overlapping.isEmpty()) {
            notes.add(
                    "not pooled, since a case is tested in two of their runs: seeds %s".formatted(words(overlapping)));
        }
        if (erasedFrom) {
            notes.add("slides were erased from these datasets since: they are not counted here");
        }
        return notes;
    }

    private static String words(List<Long> seeds) {
        return seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** This side minus another that was trained on the same dataset versions, pair by pair and pooled. */
    Difference minus(ArmResult other, Kind kind) {
        List<Long> seeds =
                pooled.keySet().stream().filter(other.pooled::containsKey).toList();
        List<Weighted> terms = Weighted.difference(
                seeds.stream().map(pooled::get).toList(),
                seeds.stream().map(other.pooled::get).toList());
        return new Difference(
                kind, name, other.name, leaky || other.leaky, pairs(other), estimates(terms), seeds.size());
    }

    /** This leaky side minus one that is split by case: of all seeds that either has. */
    Difference optimismOver(ArmResult honest) {
        List<Weighted> terms = pooled.isEmpty() || honest.pooled.isEmpty()
                ? List.of()
                : Weighted.difference(List.copyOf(pooled.values()), List.copyOf(honest.pooled.values()));
        return new Difference(
                Kind.OPTIMISM,
                name,
                honest.name,
                true,
                Map.of(),
                estimates(terms),
                Math.min(pooled.size(), honest.pooled.size()));
    }

    private Map<String, Spread> pairs(ArmResult other) {
        Map<String, Judged> theirs = other.judged.stream().collect(Collectors.toMap(ArmResult::place, each -> each));
        List<Map<String, Double>> differences = new ArrayList<>();
        for (Judged each : judged) {
            Judged match = theirs.get(place(each));
            if (match != null) {
                Map<String, Double> difference = new LinkedHashMap<>();
                each.metrics().forEach((metric, value) -> {
                    Double subtrahend = match.metrics().get(metric);
                    if (subtrahend != null) {
                        difference.put(metric, value - subtrahend);
                    }
                });
                differences.add(difference);
            }
        }
        return spread(differences);
    }

    private static String place(Judged judged) {
        return judged.member().dataset().version() + " " + judged.member().seed();
    }

    private Map<String, Spread> spread(List<Map<String, Double>> runs) {
        Map<String, Spread> spread = new LinkedHashMap<>();
        for (String metric : SplitEvaluation.NAMES) {
            double[] values = runs.stream()
                    .filter(each -> each.containsKey(metric))
                    .mapToDouble(each -> each.getOrDefault(metric, Double.NaN))
                    .toArray();
            Spread.of(values, testToTrain).ifPresent(each -> spread.put(metric, each));
        }
        return spread;
    }

    private @Nullable Pooled pooled() {
        if (pooled.isEmpty()) {
            return null;
        }
        List<SplitEvaluation> evaluations = List.copyOf(pooled.values());
        int cases = evaluations.stream().mapToInt(SplitEvaluation::cases).max().orElse(0);
        return new Pooled(
                List.copyOf(pooled.keySet()),
                cases,
                pooledPatches,
                estimates(Weighted.mean(evaluations)),
                CaseBootstrap.note(cases));
    }

    private static Map<String, Estimate> estimates(List<Weighted> terms) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        if (!terms.isEmpty()) {
            Map<String, Interval> intervals = BOOTSTRAP.intervals(terms);
            Weighted.sum(terms)
                    .forEach((metric, value) -> estimates.put(metric, new Estimate(value, intervals.get(metric))));
        }
        return estimates;
    }

    private static JudgedRun run(Judged judged) {
        JudgedFold fold = judged.fold();
        return new JudgedRun(
                judged.member().run(),
                judged.member().dataset().version(),
                judged.member().seed(),
                fold.evaluation().cases(),
                fold.testPatches(),
                fold.chosenOn(),
                fold.validationCases(),
                fold.smoothing(),
                fold.threshold(),
                judged.metrics());
    }
}
