package io.cancernet.dataset.ingest.postgres;

import java.net.URI;
import java.util.Objects;

/** Keeps the names that a submission uses for its source, which may be those of patients, out of what is published. */
final class Discretion {

    private static final String SOURCE = "the source";

    private Discretion() {}

    /** The text without the source's URI, its path and the last part of that. */
    static String withoutNames(String text, URI source) {
        String path = Objects.requireNonNullElse(source.getPath(), source.getSchemeSpecificPart());
        String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        String discreet = text.replace(source.toString(), SOURCE)
                .replace("file://" + path, SOURCE)
                .replace(path, SOURCE)
                .replace(folder, SOURCE);
        return name.isEmpty() ? discreet : discreet.replace(name, SOURCE);
    }
}
