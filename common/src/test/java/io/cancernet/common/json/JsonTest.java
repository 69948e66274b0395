package io.cancernet.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.id.CaseId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

    record Example(
            CaseId caseId,
            int count,
            @Nullable String note,
            @Nullable List<String> tags) {}

    @Test
    void nullableComponents_mayBeAbsentOrNull() throws IOException {
        assertThat(read("{\"caseId\":\"8863\",\"count\":2}")).isEqualTo(new Example(new CaseId("8863"), 2, null, null));
        assertThat(read("{\"caseId\":\"8863\",\"count\":2,\"note\":null}").note())
                .isNull();
    }

    @Test
    void otherComponents_absentOrNull_areRefusedByName() {
        assertThatThrownBy(() -> read("{\"caseId\":\"8863\"}")).hasMessageContaining("count");
        assertThatThrownBy(() -> read("{\"count\":2}")).hasMessageContaining("caseId");
        assertThatThrownBy(() -> read("{\"caseId\":null,\"count\":2}")).hasMessageContaining("caseId");
    }

    @Test
    void absentValues_areNotWritten() {
        assertThat(Json.text(new Example(new CaseId("8863"), 2, null, null)))
                .isEqualTo("{\"caseId\":\"8863\",\"count\":2}");
    }

    private static Example read(String json) throws IOException {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Example.class);
    }
}
