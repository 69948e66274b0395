package io.cancernet.training.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.training.annotation.AnnotateRuns.Amendment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotateRunsTest {

    private static final RunId RUN = new RunId("r1");

    private final Map<RunId, Annotations> standing =
            new HashMap<>(Map.of(RUN, new Annotations(List.of("b"), "old", 3)));
    private final AnnotateRuns runs = new AnnotateRuns(new RunAnnotations() {

        @Override
        public Optional<Annotations> find(RunId run) {
            return Optional.ofNullable(standing.get(run));
        }

        @Override
        public Optional<Annotations> change(RunId run, UnaryOperator<Annotations> change) {
            return find(run).map(change).map(changed -> {
                standing.put(run, changed);
                return changed;
            });
        }
    });

    @Test
    void tags_areAddedAndRemovedEachOnceInOrder() {
        Annotations changed = runs.amend(RUN, amendment(List.of("c", "a", "c"), List.of("b", "z"), null, null));

        assertThat(changed).isEqualTo(new Annotations(List.of("a", "c"), "old", 4));
        assertThat(runs.find(RUN)).isEqualTo(changed);
    }

    @Test
    void replacing_needsTheRevisionThatStands() {
        assertThatThrownBy(() -> runs.replace(RUN, List.of(), "new", 2))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("revision 3, not 2");
        assertThat(runs.find(RUN).note()).isEqualTo("old");

        assertThat(runs.replace(RUN, List.of(), "new", 3)).isEqualTo(new Annotations(List.of(), "new", 4));
    }

    @Test
    void amendmentOfARevisionThatIsGone_isRefused() {
        assertThatThrownBy(() -> runs.amend(RUN, amendment(List.of("x"), List.of(), null, 1)))
                .hasMessageContaining("revision 3, not 1");
        assertThat(runs.find(RUN).tags()).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "-a",
                "a,b",
                "a;b",
                "ü",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void malformedTag_isRefused(String tag) {
        assertThatThrownBy(() -> runs.amend(RUN, amendment(List.of(tag), List.of(), null, null)))
                .hasMessageContaining("a tag is 1 to 63 letters");
        assertThatThrownBy(() -> amendment(List.of(), List.of(tag), null, null)).hasMessageContaining("a tag is");
    }

    @Test
    void tooMuch_isRefused() {
        List<String> many =
                IntStream.range(0, Annotations.MOST_TAGS).mapToObj(i -> "t" + i).toList();
        assertThatThrownBy(() -> runs.amend(RUN, amendment(many, List.of(), null, null)))
                .hasMessageContaining("at most 20 tags: 21");
        assertThatThrownBy(() -> runs.amend(RUN, amendment(List.of(), List.of(), "x".repeat(4001), null)))
                .hasMessageContaining("at most 4,000 characters: 4,001");
        assertThatThrownBy(() -> runs.amend(RUN, amendment(List.of(), List.of(), "a\u0000b", null)))
                .hasMessageContaining("control character");
        assertThatThrownBy(() -> amendment(List.of("a"), List.of("a"), null, null))
                .hasMessageContaining("added and removed");
        assertThat(runs.find(RUN).revision()).isEqualTo(3);
    }

    @Test
    void unknownRun_isNotFound() {
        assertThatThrownBy(() -> runs.find(new RunId("r2"))).hasMessageContaining("r2");
        assertThatThrownBy(() -> runs.replace(new RunId("r2"), List.of(), "", 0))
                .hasMessageContaining("r2");
    }

    private static Amendment amendment(
            List<String> add, List<String> remove, @Nullable String note, @Nullable Integer basedOn) {
        return new Amendment(add, remove, note, basedOn);
    }
}
