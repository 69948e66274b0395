package io.cancernet.kubernetes.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.Yaml;

/** A compose file with its anchors and merge keys put in, its variables left as they stand. */
public final class ComposeFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ComposeFile() {}

    public static JsonNode read(Path file) throws IOException {
        return JSON.valueToTree(new Yaml().load(Files.readString(file)));
    }
}
