package io.cancernet.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is published about the events is what the records say. */
class EventContractTest {

    private static final String PUBLISHED = "META-INF/resources/asyncapi.json";
    private static final Path MADE = Path.of("target", "asyncapi.json");

    private final JsonNode contract;

    EventContractTest() throws IOException {
        contract = EventContract.describe(EventJsonTest.events().toList());
    }

    @Test
    void publishedContract_isThatOfTheRecords() throws IOException {
        Files.createDirectories(MADE.toAbsolutePath().getParent());
        Files.writeString(MADE, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(contract) + "\n");

        Path published = Path.of("src", "main", "resources").resolve(PUBLISHED);
        assertThat(published)
                .as("copy %s there after a change of the events", MADE)
                .hasSameTextualContentAs(MADE);
    }

    @Test
    void everyTopic_isAChannelWithItsMessage() {
        List<String> addresses = new ArrayList<>();
        contract.path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Topic.values()).stream().map(Topic::topicName).toList());
        assertThat(contract.path("components").path("messages"))
                .hasSameSizeAs(List.of(Event.class.getPermittedSubclasses()));
    }

    @Test
    void example_ofEveryMessage_hasTheRequiredFieldsAndNoOther() {
        for (JsonNode message : contract.path("components").path("messages")) {
            JsonNode schema = contract.path("components")
                    .path("schemas")
                    .path(message.path("name").asText());
            JsonNode example = message.path("examples").path(0).path("payload");
            List<String> required = new ArrayList<>();
            schema.path("required").forEach(each -> required.add(each.asText()));

            assertThat(example.fieldNames())
                    .toIterable()
                    .as(message.path("name").asText())
                    .containsAll(required);
            assertThat(example.fieldNames()).toIterable().isSubsetOf(() -> schema.path("properties")
                    .fieldNames());
        }
    }

    @Test
    void goldenJson_ofEveryMessage_fitsItsSchema() throws IOException {
        List<String> faults = new ArrayList<>();
        for (JsonNode message : contract.path("components").path("messages")) {
            String name = message.path("name").asText();
            Path golden = Path.of("src", "test", "resources", "golden", name + ".json");
            schema(name)
                    .validate(Json.mapper().readTree(golden.toFile()))
                    .forEach(fault -> faults.add(name + ": " + fault.getMessage()));
        }
        assertThat(faults).isEmpty();
        assertThat(schema("SlideScored")
                        .validate(Json.mapper().createObjectNode().put("announced", "twelve")))
                .extracting(ValidationMessage::getMessage)
                .anyMatch(fault -> fault.contains("announced") && fault.contains("integer"))
                .anyMatch(fault -> fault.contains("slideId") && fault.contains("required"));
    }

    private JsonSchema schema(String name) {
        ObjectNode schema = Json.mapper().createObjectNode().put("$ref", "#/components/schemas/" + name);
        schema.set("components", contract.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }

    @Test
    void optionalField_isNotRequired_andSaysWhatItMeans() {
        JsonNode submitted = contract.path("components").path("schemas").path("SlideSubmitted");

        assertThat(submitted.path("required")).extracting(JsonNode::asText).containsExactly("submissionId", "uri");
        assertThat(submitted.path("properties").path("mpp").path("type").asText())
                .isEqualTo("number");
        assertThat(submitted.path("properties").path("mpp").path("description").asText())
                .contains("resolution of level 0");
    }
}
