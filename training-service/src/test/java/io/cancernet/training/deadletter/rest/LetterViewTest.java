package io.cancernet.training.deadletter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.json.Json;
import io.cancernet.common.kafka.DeadLetterGroups;
import io.cancernet.common.kafka.DeadLetterIndex;
import io.cancernet.common.kafka.LetterId;
import io.cancernet.training.deadletter.GroupedLetters;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reason quotes may be a patient's name. */
class LetterViewTest {

    private static final DeadLetterIndex.Entry LETTER = new DeadLetterIndex.Entry(
            new LetterId("cancernet.slides.submitted.v1.failed", 0, 42),
            "cancernet.slides.submitted.v1",
            "Doe-Jane",
            17,
            "malformed-event",
            "uri must be a URI: 'Doe Jane.svs'",
            Instant.EPOCH,
            false);

    @Test
    void keyAndReason_areLeftOutForWhoMayNotSeeWhatLettersHold() {
        assertThat(Json.text(LetterView.from(LETTER, true))).contains("Doe-Jane", "Doe Jane");
        assertThat(Json.text(LetterView.from(LETTER, false)))
                .doesNotContain("Doe")
                .contains("malformed-event");
    }

    @Test
    void groups_canBeToldWithoutReasons() {
        DeadLetterGroups groups = new DeadLetterGroups();
        groups.add(LETTER);
        GroupedLetters grouped = new GroupedLetters(List.copyOf(groups.all()), groups.letters(), 0);

        assertThat(Json.text(grouped)).contains("Doe");
        assertThat(Json.text(grouped.withoutReasons())).doesNotContain("Doe").contains("malformed-event");
    }
}
