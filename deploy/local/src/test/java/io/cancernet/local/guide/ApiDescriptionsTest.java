package io.cancernet.local.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published OpenAPI descriptions are whole. That they are those of the services, the services' own tests show. */
class ApiDescriptionsTest {

    private static final Path PUBLISHED = Path.of("../guides/openapi");

    @ParameterizedTest
    @ValueSource(strings = {"dataset-service", "training-service", "inference-service"})
    void description_isValidOpenApi(String service) throws IOException {
        SwaggerParseResult read =
                new OpenAPIV3Parser().readContents(Files.readString(PUBLISHED.resolve(service + ".json")));

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(5);
        assertThat(read.getOpenAPI().getInfo().getDescription()).contains("Research use only, not a diagnosis.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset-service", "training-service", "inference-service"})
    void everyOperation_saysWhatItDoes_whoMayCallIt_andHowItRefuses(String service) throws IOException {
        JsonNode description =
                new ObjectMapper().readTree(PUBLISHED.resolve(service + ".json").toFile());
        List<String> lacking = new ArrayList<>();
        description.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> lacking(operation.getValue())
                        .forEach(each -> lacking.add(operation.getKey() + " " + path.getKey() + ": " + each))));

        assertThat(lacking).isEmpty();
        assertThat(description.at("/components/securitySchemes/token/scheme").asText())
                .isEqualTo("bearer");
    }

    private static List<String> lacking(JsonNode operation) {
        List<String> lacking = new ArrayList<>();
        if (operation.path("summary").asText().isBlank()) {
            lacking.add("summary");
        }
        if (operation.path("tags").isEmpty()) {
            lacking.add("tag");
        }
        if (operation.path("security").isEmpty()) {
            lacking.add("security");
        }
        if (operation.at("/responses/default/content").isEmpty()) {
            lacking.add("content of refusals");
        }
        if (operation.path("responses").properties().stream()
                .noneMatch(each -> each.getKey().startsWith("2"))) {
            lacking.add("answer of a success");
        }
        return lacking;
    }
}
