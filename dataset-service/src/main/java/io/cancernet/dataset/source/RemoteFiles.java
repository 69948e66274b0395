package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Opens what lies in a remote store: a file, or all that lies below a place. */
final class RemoteFiles {

    private static final String MIRAX = ".mrxs";

    private RemoteFiles() {}

    /** Opens an archive, or the files below a prefix. */
    static PatchSource open(RemoteStore store, URI uri, SourceLimits limits) {
        return ask(() -> {
            List<RemoteStore.RemoteFile> below = below(store, uri, limits);
            return below.isEmpty()
                    ? Archives.open(store.open(uri, lastPart(uri)), limits)
                    : RemoteFolderSource.open(store, uri, limits, below);
        });
    }

    /** Opens the files of a whole slide, in the order of their names. */
    static List<FileBytes> openFiles(RemoteStore store, URI uri, SourceLimits limits) {
        return ask(() -> {
            List<RemoteStore.RemoteFile> below = below(store, uri, limits);
            List<FileBytes> open = new ArrayList<>();
            try {
                if (below.isEmpty()) {
                    open.add(store.open(uri, lastPart(uri)));
                }
                for (RemoteStore.RemoteFile file : below.isEmpty() ? companions(store, uri, limits) : below) {
                    open.add(store.open(file.uri(), file.name()));
                }
                return List.copyOf(open);
            } catch (IOException | RuntimeException e) {
                open.forEach(FileBytes::close);
                throw e;
            }
        });
    }

    /** What lies below a place; nothing when it names a file. */
    private static List<RemoteStore.RemoteFile> below(RemoteStore store, URI uri, SourceLimits limits)
            throws IOException {
        return store.list(uri, limits).stream()
                .sorted(Comparator.comparing(RemoteStore.RemoteFile::name))
                .toList();
    }

    /** MIRAX keeps a slide's data in a folder of the same name. */
    private static List<RemoteStore.RemoteFile> companions(RemoteStore store, URI slide, SourceLimits limits)
            throws IOException {
        String text = slide.toString();
        if (!text.toLowerCase(Locale.ROOT).endsWith(MIRAX)) {
            return List.of();
        }
        URI folder = URI.create(text.substring(0, text.length() - MIRAX.length()) + "/");
        String name = lastPart(slide).substring(0, lastPart(slide).length() - MIRAX.length());
        return below(store, folder, limits).stream()
                .map(file ->
                        new RemoteStore.RemoteFile(name + "/" + file.name(), file.size(), file.version(), file.uri()))
                .toList();
    }

    private static String lastPart(URI uri) {
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            if (Outage.isOutage(e)) {
                throw new Outage("the source's store does not answer", e);
            }
            throw new DomainException(
                    ErrorCode.SOURCE_UNREADABLE, "The source cannot be read: its store answers nonsense.", e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }
}
