package io.cancernet.local.command;

import io.cancernet.common.kafka.DeadLetterQuery;
import io.cancernet.common.kafka.LetterId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options that choose dead letters. */
final class LetterFilters {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only letters of this topic; may be repeated.")
    private List<String> topics = List.of();

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Only letters with this error code, such as unknown-shard; may be repeated.")
    private List<String> codes = List.of();

    boolean isEmpty() {
        return topics.isEmpty() && codes.isEmpty();
    }

    DeadLetterQuery query(List<String> letters, boolean replayed) {
        return new DeadLetterQuery(
                Set.copyOf(topics),
                Set.copyOf(codes),
                letters.stream().map(LetterId::parse).collect(Collectors.toSet()),
                replayed);
    }
}
