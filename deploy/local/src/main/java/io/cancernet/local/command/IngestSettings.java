package io.cancernet.local.command;

import io.cancernet.local.client.Api;
import io.cancernet.local.client.IngestSource;
import io.cancernet.local.client.SendProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how a source is ingested; what is not given is left to the server. */
final class IngestSettings {

    @Option(
            names = "--layout",
            defaultValue = "auto",
            description = "auto (default), idc, breakhis, class-folders or whole-slide.")
    private String layout = "auto";

    @Option(
            names = "--mpp",
            paramLabel = "MICRONS",
            description = "Microns per pixel of an archive's patches, or of a slide that does not say it itself.")
    private @Nullable Double mpp;

    @Option(names = "--purpose", description = "dataset (default) or scoring.")
    private @Nullable String purpose;

    @Option(names = "--priority", paramLabel = "N", description = "The higher, the sooner (default: 0).")
    private @Nullable Integer priority;

    @Option(
            names = "--case",
            paramLabel = "REFERENCE",
            description = "Your reference of the case; the server keeps only a keyed pseudonym of it.")
    private @Nullable String caseReference;

    @Option(names = "--label", paramLabel = "0|1", description = "Label of every patch: 1 for disease, 0 for none.")
    private @Nullable Integer label;

    @Option(
            names = "--source-split",
            paramLabel = "keep|ignore",
            description = "Whether folders called train, validation and test split the patches (default: keep).")
    private @Nullable String sourceSplit;

    @Option(
            names = "--case-pattern",
            paramLabel = "REGEX",
            description = "Finds the case in a file's path, in the group called case.")
    private @Nullable String casePattern;

    @Option(names = "--patch-size", paramLabel = "PIXELS", description = "Side of the patches to cut from a slide.")
    private @Nullable Integer patchSize;

    @Option(names = "--patch-mpp", paramLabel = "MICRONS", description = "Resolution of the patches to cut.")
    private @Nullable Double patchMpp;

    @Option(names = "--min-tissue", paramLabel = "SHARE", description = "Smallest share of tissue in a patch, 0 to 1.")
    private @Nullable Double minTissue;

    @Option(names = "--stain", paramLabel = "METHOD", description = "none (default), macenko or reinhard.")
    private @Nullable String stain;

    @Option(
            names = "--annotations",
            paramLabel = "PATH|URI",
            description = "GeoJSON, as QuPath exports it, whose regions label the patches of a slide.")
    private @Nullable String annotations;

    @Option(
            names = "--positive-class",
            paramLabel = "NAME",
            description = "Class of regions that means disease; may be repeated.")
    private List<String> positiveClasses = new ArrayList<>();

    @Option(
            names = "--positive-share",
            paramLabel = "SHARE",
            description = "A patch is positive when this share of it lies inside (default: 0.5).")
    private @Nullable Double positiveShare;

    /**
     * The fields of the request. Annotations on this machine are sent when the server cannot read them.
     *
     * @param send whether they are sent to a server on this machine too
     */
    Map<String, Object> fields(Api api, boolean send, SendProgress progress) throws InterruptedException, IOException {
        Map<String, Object> fields = new TreeMap<>();
        put(fields, "layout", layout.equals("auto") ? null : layout);
        put(fields, "mpp", mpp);
        put(fields, "purpose", purpose);
        put(fields, "priority", priority);
        put(fields, "caseReference", caseReference);
        put(fields, "label", label);
        put(fields, "sourceSplit", sourceSplit);
        put(fields, "casePattern", casePattern);
        put(fields, "patchSize", patchSize);
        put(fields, "patchMpp", patchMpp);
        put(fields, "minTissue", minTissue);
        put(fields, "stain", stain);
        put(fields, "positiveClasses", positiveClasses.isEmpty() ? null : positiveClasses);
        put(fields, "positiveShare", positiveShare);
        if (annotations != null) {
            fields.put("annotations", new IngestSource(annotations, send).reachable(api, progress));
        }
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
