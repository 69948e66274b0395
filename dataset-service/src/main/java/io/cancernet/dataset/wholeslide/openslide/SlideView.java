package io.cancernet.dataset.wholeslide.openslide;

import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.SlideCompanions;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.work.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The files of one slide, and nothing else, in a folder: the library opens by their names what lies beside a file, and so
 * finds there what was checked and hashed. The folder holds links, and goes when it is closed.
 */
final class SlideView implements AutoCloseable {

    private final TemporaryFolder folder;
    private final Map<String, Path> links;

    private SlideView(TemporaryFolder folder, Map<String, Path> links) {
        this.folder = folder;
        this.links = links;
    }

    /**
     * Shows files of this machine.
     *
     * @throws io.cancernet.common.error.DomainException {@code source-not-allowed} when a file names one elsewhere,
     *     {@code slide-unreadable} when it names one that is not among them
     */
    static SlideView of(SlideFiles files, Path workDirectory) throws IOException {
        SlideView view = new SlideView(TemporaryFolder.in(workDirectory), new LinkedHashMap<>());
        try {
            for (FileBytes file : files.files()) {
                Path target = file.localPath()
                        .orElseThrow(() -> new IllegalArgumentException("a file that lies elsewhere cannot be shown"));
                Path link = view.folder.place(file.name());
                view.links.put(file.name(), Files.createSymbolicLink(link, target.toAbsolutePath()));
            }
            for (FileBytes file : files.files()) {
                view.requireCompanions(file);
            }
            return view;
        } catch (IOException | RuntimeException e) {
            view.close();
            throw e;
        }
    }

    /** The paths that the library is to open. */
    List<Path> paths() {
        return List.copyOf(links.values());
    }

    private void requireCompanions(FileBytes file) throws IOException {
        String name = file.name();
        String inFolder = name.substring(0, name.lastIndexOf('/') + 1);
        for (SlideCompanions.Companion each : SlideCompanions.namedBy(file)) {
            if (each.required() && !links.containsKey(inFolder + each.name())) {
                throw SlideCompanions.missing();
            }
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(SlideCompanions.MIRAX)
                && !links.containsKey(name.substring(0, name.length() - SlideCompanions.MIRAX.length()) + "/"
                        + SlideCompanions.MIRAX_DATA)) {
            throw SlideCompanions.missing();
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
