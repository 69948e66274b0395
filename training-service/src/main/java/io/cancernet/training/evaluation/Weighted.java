package io.cancernet.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An evaluation as a term of a weighted sum. */
public record Weighted(SplitEvaluation evaluation, double weight) {

    /** The terms of a mean. */
    public static List<Weighted> mean(List<SplitEvaluation> evaluations) {
        return evaluations.stream()
                .map(each -> new Weighted(each, 1.0 / evaluations.size()))
                .toList();
    }

    /** The terms of one mean minus another. */
    public static List<Weighted> difference(List<SplitEvaluation> of, List<SplitEvaluation> minus) {
        return Stream.concat(
                        mean(of).stream(),
                        mean(minus).stream().map(each -> new Weighted(each.evaluation(), -each.weight())))
                .toList();
    }

    /** The sums of the metrics that are defined in every term, by name. */
    public static Map<String, Double> sum(List<Weighted> terms) {
        List<Map<String, Double>> values =
                terms.stream().map(each -> each.evaluation().values()).toList();
        Map<String, Double> sums = new LinkedHashMap<>();
        for (String name : SplitEvaluation.NAMES) {
            if (!terms.isEmpty() && values.stream().allMatch(each -> each.containsKey(name))) {
                double sum = 0;
                for (int i = 0; i < terms.size(); i++) {
                    sum += terms.get(i).weight() * values.get(i).getOrDefault(name, Double.NaN);
                }
                sums.put(name, sum);
            }
        }
        return sums;
    }
}
