package io.cancernet.local.command;

import io.cancernet.local.client.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files of a scoring request's result: heat map, patches for QuPath, and summary. */
final class ResultFiles {

    private static final Map<String, String> NAMES =
            Map.of("heatmap", "heatmap.png", "geojson", "patches.geojson", "result", "result.json");

    private ResultFiles() {}

    /** Writes the files of a request into {@code directory/<request>/}, which is made. @return that folder */
    static Path download(Api api, String requestId, Path directory) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(directory.resolve(requestId));
        for (Map.Entry<String, String> each : NAMES.entrySet()) {
            String path = Api.INFERENCE + "/scoring-requests/" + Api.encode(requestId) + "/" + each.getKey();
            api.download(path, folder.resolve(each.getValue()));
        }
        return folder;
    }
}
