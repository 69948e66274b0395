package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the files of a whole slide on this machine. Symbolic links are not followed. */
final class SlideFolder {

    private SlideFolder() {}

    static List<FileBytes> open(Path path, SourceLimits limits) {
        try {
            return openAll(path, Files.isDirectory(path) ? filesIn(path, limits) : withCompanions(path, limits));
        } catch (IOException e) {
            throw new DomainException(
                    ErrorCode.SOURCE_UNREADABLE,
                    "The slide's files cannot be opened. Check that they are there and that the service may read them.",
                    e);
        }
    }

    /** MIRAX keeps a slide's data in a folder of the same name. */
    private static List<Path> withCompanions(Path slide, SourceLimits limits) throws IOException {
        List<Path> files = new ArrayList<>(List.of(slide));
        String name = slide.getFileName().toString();
        if (name.toLowerCase(Locale.ROOT).endsWith(".mrxs")) {
            Path data = slide.resolveSibling(name.substring(0, name.length() - ".mrxs".length()));
            if (Files.isDirectory(data)) {
                files.addAll(filesIn(data, limits));
            }
        }
        return files;
    }

    private static List<Path> filesIn(Path folder, SourceLimits limits) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = new ArrayList<>();
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
                files.add(file);
                limits.checkFiles(files.size());
            }
            return files;
        }
    }

    private static List<FileBytes> openAll(Path root, List<Path> files) throws IOException {
        Path base = Files.isDirectory(root) ? root : root.resolveSibling("");
        List<FileBytes> open = new ArrayList<>();
        try {
            for (Path file : files) {
                open.add(LocalFileBytes.open(file, String.valueOf(base.relativize(file))));
            }
            return List.copyOf(open);
        } catch (IOException | RuntimeException e) {
            open.forEach(FileBytes::close);
            throw e;
        }
    }
}
