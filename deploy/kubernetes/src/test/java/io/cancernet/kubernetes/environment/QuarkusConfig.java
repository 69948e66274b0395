package io.cancernet.kubernetes.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The settings of the extensions in a packaged service, as each extension's jar documents them.
 *
 * @param runtime those that are read when the service starts
 * @param fixed those that were decided when it was built: setting them later does nothing
 */
record QuarkusConfig(List<EnvironmentPattern> runtime, List<EnvironmentPattern> fixed) {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static QuarkusConfig in(List<Path> jars) throws IOException {
        QuarkusConfig found = new QuarkusConfig(new ArrayList<>(), new ArrayList<>());
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                ZipEntry model = zip.getEntry(MODEL);
                if (model != null) {
                    try (InputStream in = zip.getInputStream(model)) {
                        found.add(JSON.readTree(in).path("configRoots"));
                    }
                }
            }
        }
        return found;
    }

    /** Roots hold sections, which hold sections and properties. */
    private void add(JsonNode items) {
        for (JsonNode item : items) {
            if (item.has("path")) {
                List<EnvironmentPattern> where = item.path("phase").asText().equals("RUN_TIME") ? runtime : fixed;
                where.add(EnvironmentPattern.of(item.at("/path/property").asText()));
                item.path("additionalPaths")
                        .forEach(path -> where.add(
                                EnvironmentPattern.of(path.path("property").asText())));
            }
            add(item.path("items"));
        }
    }
}
