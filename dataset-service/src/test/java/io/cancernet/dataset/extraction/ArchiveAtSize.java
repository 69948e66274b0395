package io.cancernet.dataset.extraction;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.LayoutOptions;
import io.cancernet.dataset.layout.PatchLayout;
import io.cancernet.dataset.layout.PatchLayouts;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.FolderObjectStore;
import io.cancernet.dataset.testing.Pngs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Stores a generated tar.gz that is one slide: the hardest case, since nothing of it is done before all is looked at. */
public final class ArchiveAtSize {

    private static final long BUFFER = 8 << 20;
    private static final int DIFFERENT = 100;

    private ArchiveAtSize() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int patches = Integer.parseInt(arguments[1]);
        Path archive = write(folder.resolve("archive.tar.gz"), patches);
        try (PatchInspector inspector = new PatchInspector(new PatchImageCodec(), 1 << 20, 2);
                PatchSource source =
                        new Sources(List.of(folder), new SourceLimits(patches, 1L << 34, 100)).open(archive.toUri())) {
            SlideExtractor extractor = new SlideExtractor(
                    inspector,
                    new PseudonymKey(Optional.of("a key for tests only")),
                    new FolderObjectStore(folder.resolve("store")),
                    1 << 24,
                    BUFFER,
                    folder);
            PatchLayout layout = PatchLayouts.of("class-folders", source.files(), LayoutOptions.DEFAULT);
            SourceScan.ScannedSlide slide =
                    SourceScan.of(source.files(), layout).slides().get(0);
            Extraction extraction = extractor.examine(source, slide, layout, new MicronsPerPixel(0.5));
            extractor.store(source, extraction);
            System.out.printf("stored %d%n", extraction.patches().size());
        }
    }

    private static Path write(Path archive, int patches) throws IOException {
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            for (int i = 0; i < patches; i++) {
                byte[] png = Pngs.patch(i % DIFFERENT);
                TarArchiveEntry entry = new TarArchiveEntry("benign/%07d.png".formatted(i));
                entry.setSize(png.length);
                tar.putArchiveEntry(entry);
                tar.write(png);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }
}
