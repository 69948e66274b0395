package io.cancernet.dataset.dataset;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.dataset.manifest.FirstFew;
import io.cancernet.dataset.slide.Slide;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the patches that an imported manifest names, with the splits that it gives them, and notes what disagrees. */
final class ImportChoice implements PatchChoice {

    private static final int DIFFERENCES = 1000;

    private final ImportedLines lines;
    private final BitSet stored = new BitSet();
    private final Map<Integer, String> differences = new HashMap<>();
    private int differing;

    ImportChoice(ImportedLines lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable ChosenPatch choose(Slide slide, IndexLine line, LeftOut leftOut) {
        int patch = lines.find(line.patchId());
        if (patch < 0) {
            return null;
        }
        stored.set(patch);
        Integer label = line.label();
        if (label == null) {
            differs(patch, "label");
            return null;
        }
        ChosenPatch chosen = new ChosenPatch(slide, line, label, lines.split(patch));
        LineContent asStored = LineContent.of(chosen.in(lines.split(patch)));
        LineContent asImported = lines.content(patch);
        if (asStored.whole() != asImported.whole()) {
            differs(patch, asStored.difference(asImported));
        }
        return chosen;
    }

    private void differs(int patch, String what) {
        differing++;
        if (differences.size() < DIFFERENCES) {
            differences.put(patch, what);
        }
    }

    /** Adds what is wrong with lines, in their order. */
    void refuse(Set<ExtractionId> extractionsThere, FirstFew<String> errors) {
        if (differing == 0 && stored.cardinality() == lines.size()) {
            return;
        }
        for (int patch = 0; patch < lines.size(); patch++) {
            int number = lines.number(patch);
            if (!extractionsThere.contains(lines.extraction(patch))) {
                errors.add("line %d: its extraction is not stored here".formatted(number));
            } else if (!stored.get(patch)) {
                errors.add("line %d: its patch is not one of its extraction".formatted(number));
            } else if (differences.containsKey(patch)) {
                errors.add("line %d: its %s is not that of the stored patch".formatted(number, differences.get(patch)));
            }
        }
    }
}
