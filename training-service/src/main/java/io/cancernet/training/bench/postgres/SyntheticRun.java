package io.cancernet.training.bench.postgres;

import io.cancernet.common.event.RunState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run as years of training might leave it: recipes and datasets differ in how good they are and how often they are
 * used, metrics hang together, and a few runs wait, fail or bear a rare tag.
 *
 * @param metrics by name, of finished runs only
 */
record SyntheticRun(
        String id,
        RunState state,
        String recipe,
        String dataset,
        List<String> tags,
        Instant created,
        Map<String, Double> metrics) {

    /** Recipes from the most to the least used; the last one is also the worst. */
    static final List<String> RECIPES = List.of(
            "cancernet",
            "cancernet-robust",
            "cancernet-variant",
            "densenet201",
            "densenet201-as-published",
            "squeezenet");

    static final int DATASETS = 40;

    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final int SECONDS_BETWEEN = 450;
    private static final double[] RECIPE_SHARES = {.35, .60, .78, .92, .97, 1};
    private static final double[] RECIPE_QUALITY = {.85, .90, .84, .93, .80, .70};
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int RARE = 2000;

    static Instant created(int index) {
        return FIRST.plusSeconds((long) index * SECONDS_BETWEEN);
    }

    /** The run of that index; the same one each time. */
    static SyntheticRun of(int index, int runs) {
        SplittableRandom random = new SplittableRandom(index);
        int recipe = pick(random);
        int dataset = (int) (DATASETS * Math.pow(random.nextDouble(), 2));
        Instant created = created(index);
        RunState state = state(random, index, runs);
        double quality = RECIPE_QUALITY[recipe] - dataset * .002 + (random.nextDouble() - .5) * .1;
        return new SyntheticRun(
                STAMP.format(created) + String.format(Locale.ROOT, "-%06x", random.nextInt(1 << 24)),
                state,
                RECIPES.get(recipe),
                "idc/" + (dataset + 1),
                tags(random, index),
                created,
                state == RunState.FINISHED ? metrics(random, Math.min(.999, quality)) : Map.of());
    }

    private static int pick(SplittableRandom random) {
        double share = random.nextDouble();
        int recipe = 0;
        while (RECIPE_SHARES[recipe] < share) {
            recipe++;
        }
        return recipe;
    }

    private static RunState state(SplittableRandom random, int index, int runs) {
        if (index >= runs - 20) {
            return RunState.QUEUED;
        }
        if (index >= runs - 24) {
            return RunState.RUNNING;
        }
        double share = random.nextDouble();
        return share < .07 ? RunState.FAILED : share < .12 ? RunState.CANCELLED : RunState.FINISHED;
    }

    private static List<String> tags(SplittableRandom random, int index) {
        if (index % RARE == RARE / 2) {
            return List.of("paper", "sweep");
        }
        return random.nextInt(3) == 0 ? List.of("fold:" + random.nextInt(5), "sweep") : List.of();
    }

    /** Metrics of both splits, named as those of runs are. */
    private static Map<String, Double> metrics(SplittableRandom random, double rocAuc) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (String split : List.of("validation", "test")) {
            double area = Math.max(.4, rocAuc - (split.equals("test") ? random.nextDouble() * .05 : 0));
            metrics.put(split + ".rocAuc", area);
            metrics.put(split + ".prAuc", area - random.nextDouble() * .1);
            metrics.put(split + ".brier", (1 - area) * .6 + random.nextDouble() * .03);
            metrics.put(split + ".ece", random.nextDouble() * .1);
            for (String at : List.of("atThreshold", "atHalf")) {
                String prefix = split + "." + at + ".";
                double sensitivity = at.equals("atThreshold") ? .9 + random.nextDouble() * .03 : area - .1;
                double specificity = Math.max(0, 2 * area - .1 - sensitivity);
                metrics.put(prefix + "threshold", at.equals("atHalf") ? .5 : random.nextDouble());
                metrics.put(prefix + "sensitivity", sensitivity);
                metrics.put(prefix + "specificity", specificity);
                metrics.put(prefix + "balancedAccuracy", (sensitivity + specificity) / 2);
                for (String other : List.of("accuracy", "ppv", "npv", "f1", "kappa", "mcc")) {
                    metrics.put(prefix + other, Math.max(0, area - .15 + random.nextDouble() * .1));
                }
                metrics.put(prefix + "confusion.tn", (double) Math.round(specificity * 39_808));
                metrics.put(prefix + "confusion.fp", (double) Math.round((1 - specificity) * 39_808));
                metrics.put(prefix + "confusion.fn", (double) Math.round((1 - sensitivity) * 15_697));
                metrics.put(prefix + "confusion.tp", (double) Math.round(sensitivity * 15_697));
            }
        }
        return metrics;
    }
}
