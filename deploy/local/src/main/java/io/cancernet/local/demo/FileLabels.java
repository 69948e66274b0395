package io.cancernet.local.demo;

import io.cancernet.local.client.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The labels that file names in a folder state: a check of scores that does not pass through any service.
 *
 * @param byPlace label by case and place
 */
record FileLabels(Map<String, Integer> byPlace) {

    private static final Pattern NAME = Pattern.compile("(.+)_idx\\d+_x(\\d+)_y(\\d+)_class([01])\\.png");

    /** A score and the label it should agree with. */
    record Labelled(double probability, int label) {}

    /** Reads the names below a folder; a zip gives no labels. */
    static FileLabels in(Path folder) throws IOException {
        Map<String, Integer> labels = new HashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> NAME.matcher(String.valueOf(file.getFileName())))
                        .filter(Matcher::matches)
                        .forEach(name -> labels.put(
                                place(name.group(1), Integer.parseInt(name.group(2)), Integer.parseInt(name.group(3))),
                                Integer.parseInt(name.group(4))));
            }
        }
        return new FileLabels(labels);
    }

    /** The scores of a case that have a label. */
    List<Labelled> label(String caseId, List<Score> scores) {
        List<Labelled> labelled = new ArrayList<>();
        for (Score score : scores) {
            Integer label = byPlace.get(place(caseId, score.x(), score.y()));
            if (label != null) {
                labelled.add(new Labelled(score.probability(), label));
            }
        }
        return labelled;
    }

    /** Area under the ROC curve by ranks, ties counted half; empty with one class only. */
    static OptionalDouble rocAuc(List<Labelled> scores) {
        List<Labelled> sorted = scores.stream()
                .sorted(Comparator.comparingDouble(Labelled::probability))
                .toList();
        double rankSum = 0;
        long positives = 0;
        int from = 0;
        while (from < sorted.size()) {
            int to = from;
            while (to < sorted.size()
                    && sorted.get(to).probability() == sorted.get(from).probability()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (Labelled tied : sorted.subList(from, to)) {
                rankSum += tied.label() * rank;
                positives += tied.label();
            }
            from = to;
        }
        long negatives = sorted.size() - positives;
        if (positives == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives));
    }

    private static String place(String caseId, int x, int y) {
        return caseId + "," + x + "," + y;
    }
}
