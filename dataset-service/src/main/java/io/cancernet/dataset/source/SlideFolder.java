package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the files of a whole slide on this machine: those of a folder, or one with those that it names. A symbolic link
 * among them is refused, so that nothing outside is read, not even by a library that follows links.
 */
final class SlideFolder {

    private SlideFolder() {}

    /** @param path of which all links are resolved */
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

    private static List<Path> withCompanions(Path slide, SourceLimits limits) throws IOException {
        List<Path> files = new ArrayList<>(List.of(slide));
        String name = String.valueOf(slide.getFileName());
        if (SlideCompanions.isMirax(name)) {
            Path data = slide.resolveSibling(name.substring(0, name.length() - SlideCompanions.MIRAX.length()));
            requireNoLink(data);
            if (!Files.isDirectory(data)) {
                throw SlideCompanions.missing();
            }
            files.addAll(filesIn(data, limits));
        }
        if (SlideCompanions.mayNameOthers(name)) {
            files.addAll(named(slide));
        }
        return files;
    }

    private static List<Path> named(Path slide) throws IOException {
        List<Path> files = new ArrayList<>();
        try (FileBytes bytes = LocalFileBytes.open(slide, String.valueOf(slide.getFileName()))) {
            for (SlideCompanions.Companion each : SlideCompanions.namedBy(bytes)) {
                Path file = slide.resolveSibling(each.name());
                requireNoLink(file);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(file);
                } else if (each.required()) {
                    throw SlideCompanions.missing();
                }
            }
        }
        return files.stream().filter(file -> !file.equals(slide)).sorted().toList();
    }

    private static List<Path> filesIn(Path folder, SourceLimits limits) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = new ArrayList<>();
            for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
                requireNoLink(file);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(file);
                    limits.checkFiles(files.size());
                }
            }
            return files;
        }
    }

    private static void requireNoLink(Path file) {
        if (Files.isSymbolicLink(file)) {
            throw SlideCompanions.notAllowed("Among the slide's files is a symbolic link");
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
