package io.cancernet.local.command;

import io.cancernet.common.kafka.DeadLetter;
import io.cancernet.common.kafka.DeadLetterArchive;
import io.cancernet.common.kafka.DeadLetterGroups;
import io.cancernet.common.kafka.DeadLetterQuery;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.FailedException;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows records that consumers could not use, and puts them back. */
@Command(
        name = "dead-letters",
        description = {
            "Shows the records that services could not use, and puts them back where they came from.",
            "Talks to Kafka itself. What went back is noted on the topic cancernet.dead-letters.replayed.v1."
        },
        footer = {
            "",
            "Examples:",
            "  cancernet dead-letters list",
            "  cancernet dead-letters list --topic cancernet.patches.queued.v1 --each",
            "  cancernet dead-letters show cancernet.patches.queued.v1.failed@0:42",
            "  cancernet dead-letters replay --code unknown-shard          what would go back",
            "  cancernet dead-letters replay --code unknown-shard --yes    sends it"
        })
final class DeadLettersCommand implements Runnable {

    private static final String LETTER = "TOPIC@PARTITION:OFFSET";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with dead letters: list, show or replay");
    }

    @Command(name = "list", description = "Counts dead letters by topic and code, with their age and newest reason.")
    int list(
            @Mixin Broker broker,
            @Mixin LetterFilters filters,
            @Option(names = "--each", description = "Letter by letter, with where each lies, the oldest first.")
                    boolean each,
            @Option(
                            names = "--limit",
                            defaultValue = "200",
                            description = "Most with --each (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--waiting", description = "Only letters that were not replayed.") boolean waiting)
            throws IOException {
        DeadLetterQuery query = filters.query(List.of(), !waiting);
        if (each) {
            LetterTables.letters(broker.ask(archive -> places(archive, query, limit)), broker.json());
        } else {
            LetterTables.groups(broker.ask(archive -> groups(archive, query)), broker.json());
        }
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a dead letter whole: headers and data.")
    int show(
            @Mixin Broker broker,
            @Parameters(paramLabel = LETTER, description = "As 'dead-letters list --each' shows them.") String letter)
            throws IOException {
        DeadLetterQuery query = new LetterFilters().query(List.of(letter), true);
        List<DeadLetter> found = broker.ask(archive -> letters(archive, query));
        if (found.isEmpty()) {
            throw new FailedException("there is no dead letter %s; letters are kept for 90 days".formatted(letter));
        }
        LetterTables.letter(found.get(0), broker.json());
        return ExitCode.OK;
    }

    @Command(
            name = "replay",
            description = {
                "Puts records back on their topics, each once, with key, data and own headers and the header"
                        + " replayed-from. Those that went back before are left out.",
                "Without --yes it only says what would go back."
            })
    int replay(
            @Mixin Broker broker,
            @Mixin LetterFilters filters,
            @Parameters(paramLabel = LETTER, arity = "0..*", description = "Single letters.") List<String> letters,
            @Option(names = "--all", description = "All letters of all topics.") boolean all,
            @Option(names = "--again", description = "Those that went back before, too.") boolean again,
            @Option(names = "--yes", description = "Send them.") boolean yes)
            throws IOException {
        List<String> named = letters == null ? List.of() : letters;
        if (filters.isEmpty() && named.isEmpty() && !all) {
            throw new ParameterException(
                    spec.commandLine(), "say which letters: --topic, --code, letters by place, or --all");
        }
        DeadLetterQuery query = filters.query(named, again);
        if (yes) {
            DeadLetterArchive.Replay replay = broker.ask(archive -> archive.replay(query));
            tell(broker, "replayed", replay.replayed(), replay.left());
        } else {
            tell(broker, "would replay", broker.ask(archive -> groups(archive, query)), Map.of());
        }
        return ExitCode.OK;
    }

    private static void tell(Broker broker, String what, DeadLetterGroups groups, Map<String, Integer> left) {
        if (broker.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("sent", what.equals("replayed"));
            answer.put("items", LetterTables.items(groups));
            answer.put("left", left);
            Screen.standard().say(Api.pretty(answer));
            return;
        }
        LetterTables.groups(groups, false);
        Screen screen = Screen.standard();
        screen.say("%s %d letters%s"
                .formatted(
                        what,
                        groups.letters(),
                        what.equals("replayed") ? "" : "; nothing was sent: add --yes to send"));
        left.forEach((reason, count) -> screen.say("left %d letters: %s".formatted(count, reason)));
    }

    private static List<DeadLetter> letters(DeadLetterArchive archive, DeadLetterQuery query) {
        List<DeadLetter> letters = new ArrayList<>();
        archive.read(query, letters::add);
        return letters;
    }

    /** What is told of each letter in a list; their data, which may be much, are let go at once. */
    private static List<Map<String, Object>> places(DeadLetterArchive archive, DeadLetterQuery query, int limit) {
        List<Map<String, Object>> places = new ArrayList<>();
        archive.read(query, letter -> {
            if (places.size() < limit) {
                places.add(LetterTables.item(letter));
            }
        });
        return places;
    }

    private static DeadLetterGroups groups(DeadLetterArchive archive, DeadLetterQuery query) {
        DeadLetterGroups groups = new DeadLetterGroups();
        archive.read(query, groups);
        return groups;
    }
}
