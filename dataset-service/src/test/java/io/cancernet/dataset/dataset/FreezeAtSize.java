package io.cancernet.dataset.dataset;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.split.ByCase;
import io.cancernet.dataset.split.PatchRandom;
import io.cancernet.dataset.split.SplitRule;
import io.cancernet.dataset.split.SplitStrategy;
import io.cancernet.dataset.testing.FolderObjectStore;
import io.cancernet.dataset.testing.InMemorySlides;
import io.cancernet.dataset.testing.StoredSlides;
import io.cancernet.dataset.work.WorkDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Freezes generated patches, as many as it is told, imports the manifest again, and prints what it took. */
final class FreezeAtSize {

    private FreezeAtSize() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int patches = Integer.parseInt(arguments[1]);
        FolderObjectStore store = new FolderObjectStore(directory);
        List<Slide> slides = generate(store, patches, Integer.parseInt(arguments[2]));
        for (SplitRule rule : List.of(ByCase.DEFAULT, new PatchRandom(PatchRandom.TUTORIAL, 42))) {
            freeze(store, directory, slides, rule);
        }
    }

    private static void importAgain(FolderObjectStore store, List<Slide> slides, SplitRule rule, Path manifest)
            throws IOException {
        long start = System.nanoTime();
        ManifestImports imports = new ManifestImports(
                new InMemorySlides(slides),
                new PatchIndexes(store),
                new Freezer(new InMemoryDatasets(), store, WorkDirectory.in(manifest.resolveSibling("work"))),
                InMemoryDatasets.CONFIG);
        boolean leaky = rule.strategy() == SplitStrategy.PATCH_RANDOM;
        try (InputStream in = Files.newInputStream(manifest)) {
            FrozenDataset imported = imports.freeze("imported", leaky, in).dataset();
            System.out.printf(
                    "%s: imported %d patches in %.1f s, manifest %s%n",
                    rule.strategy().slug(),
                    imported.patches(),
                    (System.nanoTime() - start) / 1e9,
                    imported.manifest().sha256().value().substring(0, 8));
        }
    }

    private static List<Slide> generate(FolderObjectStore store, int patches, int cases) {
        StoredSlides stored = new StoredSlides(store);
        List<Slide> slides = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            String caseId = "case-" + i;
            List<IndexLine> lines = new ArrayList<>();
            int end = (int) ((long) patches * (i + 1) / cases);
            for (int patch = (int) ((long) patches * i / cases); patch < end; patch++) {
                int label = patch % 7 < i % 7 ? 1 : 0;
                lines.add(stored.line(caseId, patch, label, Split.TRAIN, "patch " + patch));
            }
            slides.add(stored.slide(caseId, lines));
        }
        return slides;
    }

    private static void freeze(FolderObjectStore store, Path directory, List<Slide> slides, SplitRule rule)
            throws IOException {
        long start = System.nanoTime();
        Selection selection = new Selection(slides, PatchChoice.labelled(BorderPatches.KEEP), new PatchIndexes(store));
        Draft draft = new Draft(selection, rule.assign(selection.pool()).get(0));
        try (JsonLinesFile manifest = JsonLinesFile.create(directory)) {
            draft.write(manifest);
            Sha256 sha256 = manifest.finish();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s: %d patches in %.1f s, manifest of %d bytes %s%n",
                    rule.strategy().slug(),
                    selection.pool().size(),
                    seconds,
                    Files.size(manifest.path()),
                    sha256.value().substring(0, 8));
            importAgain(store, slides, rule, manifest.path());
        }
    }
}
