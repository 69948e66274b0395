package io.cancernet.training.report;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The files of a run's report in the object store, by name. Checkpoints, which lie beside them, are no matter of it. */
@ApplicationScoped
public class RunArtefacts {

    public static final String PREDICTIONS = "predictions.jsonl.gz";
    public static final String JSON = "report.json";
    public static final String MARKDOWN = "report.md";
    public static final String HTML = "report.html";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    private static final String CHECKPOINT = "checkpoint";
    private static final Map<String, String> TYPES = Map.of(
            "json", "application/json",
            "md", "text/markdown;charset=UTF-8",
            "html", "text/html;charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "gz", "application/gzip");

    private final ObjectStore store;

    public RunArtefacts(ObjectStore store) {
        this.store = store;
    }

    /** Media type by the ending of a name. */
    public static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    public void put(RunId run, String name, byte[] bytes) {
        store.put(key(run, name), bytes, type(name));
    }

    /**
     * The bytes of an artefact.
     *
     * @throws DomainException {@code not-found} when the run has no such artefact
     */
    public byte[] get(RunId run, String name) {
        requireReport(run, name);
        try {
            return store.get(key(run, name));
        } catch (ObjectNotFoundException e) {
            throw new DomainException(ErrorCode.NOT_FOUND, unknown(run, name), e);
        }
    }

    public boolean has(RunId run, String name) {
        return store.exists(key(run, name));
    }

    /** Names of the artefacts there are, in order. */
    public List<String> names(RunId run) {
        String folder = ObjectKeys.runArtefact(run, "");
        return store.list(folder).stream()
                .map(key -> key.substring(folder.length()))
                .filter(RunArtefacts::isReport)
                .toList();
    }

    public void remove(RunId run, String name) {
        store.delete(key(run, name));
    }

    public void removeAll(RunId run) {
        names(run).forEach(name -> remove(run, name));
    }

    private static boolean isReport(String name) {
        return NAME.matcher(name).matches() && !name.startsWith(CHECKPOINT);
    }

    private static String key(RunId run, String name) {
        return ObjectKeys.runArtefact(run, name);
    }

    private static void requireReport(RunId run, String name) {
        if (!isReport(name)) {
            throw new DomainException(ErrorCode.NOT_FOUND, unknown(run, name));
        }
    }

    private static String unknown(RunId run, String name) {
        return "run %s has no artefact '%s'; GET /api/v1/runs/%s/artefacts lists those it has once it is finished"
                .formatted(run, name, run);
    }
}
