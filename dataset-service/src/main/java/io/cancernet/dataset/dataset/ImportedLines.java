package io.cancernet.dataset.dataset;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.split.ByteGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a manifest that is being imported, by their patches, numbered from 0 as they came. About 70 bytes of each
 * are kept, so that millions fit into memory.
 */
final class ImportedLines {

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final List<Split> SPLITS = List.of(Split.values());

    private final ByteGroups patches = new ByteGroups();
    private final Map<ExtractionId, Integer> extractions = new HashMap<>();
    private final List<ExtractionId> extractionIds = new ArrayList<>();
    private int[] numbers = new int[FIRST_CAPACITY];
    private int[] extractionOf = new int[FIRST_CAPACITY];
    private byte[] splits = new byte[FIRST_CAPACITY];
    private long[] contents = new long[2 * FIRST_CAPACITY];

    /** Adds a line and returns its number, or that of the earlier line that names the same patch. */
    int add(NumberedLine numbered) {
        ManifestLine line = numbered.line();
        int known = patches.size();
        int patch = patches.groupOf(line.patchId());
        if (patch < known) {
            return numbers[patch];
        }
        if (patch == numbers.length) {
            grow();
        }
        LineContent content = LineContent.of(line);
        numbers[patch] = numbered.number();
        extractionOf[patch] = number(line.extractionId());
        splits[patch] = (byte) SPLITS.indexOf(line.split());
        contents[2 * patch] = content.whole();
        contents[2 * patch + 1] = content.fields();
        return numbered.number();
    }

    private int number(ExtractionId extraction) {
        Integer known = extractions.putIfAbsent(extraction, extractionIds.size());
        if (known != null) {
            return known;
        }
        extractionIds.add(extraction);
        return extractionIds.size() - 1;
    }

    private void grow() {
        int capacity = 2 * numbers.length;
        numbers = Arrays.copyOf(numbers, capacity);
        extractionOf = Arrays.copyOf(extractionOf, capacity);
        splits = Arrays.copyOf(splits, capacity);
        contents = Arrays.copyOf(contents, 2 * capacity);
    }

    int size() {
        return patches.size();
    }

    List<ExtractionId> extractions() {
        return List.copyOf(extractionIds);
    }

    /** The patch's place among these lines, or -1. */
    int find(PatchId patch) {
        return patches.find(patch);
    }

    int number(int patch) {
        return numbers[patch];
    }

    ExtractionId extraction(int patch) {
        return extractionIds.get(extractionOf[patch]);
    }

    Split split(int patch) {
        return SPLITS.get(splits[patch]);
    }

    LineContent content(int patch) {
        return new LineContent(contents[2 * patch], contents[2 * patch + 1]);
    }
}
