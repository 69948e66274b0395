package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Opens what lies in a remote store: a file, or all that lies below a place. */
final class RemoteFiles {

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
                for (RemoteStore.RemoteFile file : below) {
                    open.add(store.open(file.uri(), file.name()));
                }
                if (below.isEmpty()) {
                    open.add(store.open(uri, lastPart(uri)));
                    addCompanions(store, uri, limits, open);
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

    private static void addCompanions(RemoteStore store, URI slide, SourceLimits limits, List<FileBytes> open)
            throws IOException {
        String name = lastPart(slide);
        if (SlideCompanions.isMirax(name)) {
            for (RemoteStore.RemoteFile file : miraxData(store, slide, limits)) {
                String folder = name.substring(0, name.length() - SlideCompanions.MIRAX.length());
                open.add(store.open(file.uri(), folder + "/" + file.name()));
            }
        }
        if (SlideCompanions.mayNameOthers(name)) {
            for (SlideCompanions.Companion each : SlideCompanions.namedBy(open.get(0))) {
                addNamed(store, sibling(slide, each.name()), each, open);
            }
        }
    }

    private static List<RemoteStore.RemoteFile> miraxData(RemoteStore store, URI slide, SourceLimits limits)
            throws IOException {
        String text = slide.toString();
        List<RemoteStore.RemoteFile> data = below(
                store, URI.create(text.substring(0, text.length() - SlideCompanions.MIRAX.length()) + "/"), limits);
        if (data.isEmpty()) {
            throw SlideCompanions.missing();
        }
        return data;
    }

    private static void addNamed(RemoteStore store, URI uri, SlideCompanions.Companion companion, List<FileBytes> open)
            throws IOException {
        try {
            open.add(store.open(uri, companion.name()));
        } catch (DomainException e) {
            if (e.code() != ErrorCode.SOURCE_UNREADABLE) {
                throw e;
            }
            if (companion.required()) {
                throw SlideCompanions.missing();
            }
        }
    }

    private static URI sibling(URI slide, String name) {
        try {
            String path = Objects.requireNonNullElse(slide.getPath(), "");
            return new URI(
                    slide.getScheme(),
                    slide.getAuthority(),
                    path.substring(0, path.lastIndexOf('/') + 1) + name,
                    slide.getQuery(),
                    null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address of a file beside another", e);
        }
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
