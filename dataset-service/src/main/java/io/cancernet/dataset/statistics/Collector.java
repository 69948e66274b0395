package io.cancernet.dataset.statistics;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.image.UndecodableImageException;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.manifest.Fault;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.manifest.ShardPass;
import io.cancernet.dataset.split.ByteGroups;
import io.cancernet.dataset.statistics.Statistics.Colours;
import io.cancernet.dataset.statistics.Statistics.SizeCount;
import io.cancernet.dataset.statistics.Statistics.SplitStatistics;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers statistics while lines and images pass by. Used by one thread. */
final class Collector implements ShardPass.Visitor {

    private static final int SIZES = 50;

    private final PatchImageCodec codec = new PatchImageCodec();
    private final Map<Split, Part> parts = new EnumMap<>(Split.class);
    private final Map<Size, Integer> sizes = new HashMap<>();
    private final ColourSum negative = new ColourSum();
    private final ColourSum positive = new ColourSum();
    private int unreadable;

    Collector() {
        for (Split split : Split.values()) {
            parts.put(split, new Part());
        }
    }

    private record Size(int width, int height) {}

    /** What is known of a split. */
    private static final class Part {
        private final Set<CaseId> cases = new HashSet<>();
        private final ByteGroups bytes = new ByteGroups();
        private final BitSet repeated = new BitSet();
        private int repeats;
        private int negative;
        private int positive;

        void add(ManifestLine line) {
            cases.add(line.caseId());
            if (line.label() == Labels.POSITIVE) {
                positive++;
            } else {
                negative++;
            }
            int known = bytes.size();
            int group = bytes.groupOf(line.image().sha256());
            if (group < known) {
                repeats++;
                repeated.set(group);
            }
        }

        SplitStatistics statistics(Split split) {
            int groups = repeated.cardinality();
            double positivity = negative + positive == 0 ? 0 : (double) positive / (negative + positive);
            return new SplitStatistics(split, cases.size(), negative, positive, positivity, groups, repeats + groups);
        }
    }

    void line(ManifestLine line) {
        parts.computeIfAbsent(line.split(), split -> new Part()).add(line);
        sizes.merge(new Size(line.width(), line.height()), 1, Integer::sum);
    }

    @Override
    public void patch(NumberedLine line, byte[] image) {
        try {
            RgbImage pixels = codec.decode(image);
            (line.line().label() == Labels.POSITIVE ? positive : negative).add(pixels);
        } catch (UndecodableImageException e) {
            unreadable++;
        }
    }

    @Override
    public void fault(NumberedLine line, Fault fault) {
        unreadable++;
    }

    Statistics statistics() {
        ColourSum whole = new ColourSum();
        whole.add(negative);
        whole.add(positive);
        List<SizeCount> all = sizes.entrySet().stream()
                .map(each -> new SizeCount(each.getKey().width(), each.getKey().height(), each.getValue()))
                .sorted(Comparator.comparingInt(SizeCount::patches)
                        .reversed()
                        .thenComparingInt(SizeCount::width)
                        .thenComparingInt(SizeCount::height))
                .toList();
        List<SizeCount> first = all.subList(0, Math.min(SIZES, all.size()));
        return new Statistics(
                parts.entrySet().stream()
                        .map(part -> part.getValue().statistics(part.getKey()))
                        .toList(),
                first,
                all.stream().skip(first.size()).mapToInt(SizeCount::patches).sum(),
                new Colours(whole.colour(), negative.colour(), positive.colour()),
                unreadable);
    }
}
