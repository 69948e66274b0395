package io.cancernet.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An image as {@code docker save} and jib write it, unpacked.
 *
 * @param config as the container runtime reads it
 * @param layers files of the layers, the base's first
 */
record ImageArchive(JsonNode config, List<Path> layers) {

    private static final String WHITEOUT = ".wh.";

    ImageArchive {
        layers = List.copyOf(layers);
    }

    /** @param folder gets the archive's files */
    static ImageArchive open(Path tar, Path folder) throws Exception {
        Files.createDirectories(folder);
        run("tar", "-xf", tar.toString(), "-C", folder.toString());
        ObjectMapper json = new ObjectMapper();
        JsonNode manifest =
                json.readTree(folder.resolve("manifest.json").toFile()).path(0);
        List<Path> layers = new ArrayList<>();
        manifest.path("Layers").forEach(layer -> layers.add(folder.resolve(layer.asText())));
        return new ImageArchive(
                json.readTree(folder.resolve(manifest.path("Config").asText()).toFile()), layers);
    }

    /** The names in a layer. */
    static List<String> names(Path layer) throws Exception {
        Process process = new ProcessBuilder("tar", "-tf", layer.toString()).start();
        List<String> names = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        requireDone(process.waitFor(), "tar");
        return names;
    }

    /** Bytes of all layers, compressed as they are. */
    long size() throws IOException {
        long size = 0;
        for (Path layer : layers) {
            size += Files.size(layer);
        }
        return size;
    }

    /** Lays the layers over each other, with their owners and rights. */
    Path unpack(Path root) throws Exception {
        Files.createDirectories(root);
        for (Path layer : layers) {
            run("tar", "--numeric-owner", "-xpf", layer.toString(), "-C", root.toString());
            removeWhiteouts(root);
        }
        return root;
    }

    /** What a layer takes away from those below. */
    private static void removeWhiteouts(Path root) throws Exception {
        List<Path> markers;
        try (Stream<Path> files = Files.walk(root)) {
            markers = files.filter(file -> String.valueOf(file.getFileName()).startsWith(WHITEOUT))
                    .toList();
        }
        for (Path marker : markers) {
            String hidden = String.valueOf(marker.getFileName()).substring(WHITEOUT.length());
            run("rm", "-rf", marker.toString(), marker.resolveSibling(hidden).toString());
        }
    }

    private static void run(String... command) throws Exception {
        requireDone(new ProcessBuilder(command).inheritIO().start().waitFor(), command[0]);
    }

    private static void requireDone(int code, String program) {
        if (code != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(program, code));
        }
    }
}
