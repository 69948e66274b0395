package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Study;
import io.cancernet.local.terminal.Numbers;
import io.cancernet.local.terminal.Screen;
import io.cancernet.local.terminal.StudyTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Studies: many runs asked for at once, and what they amount to. */
@Command(
        name = "study",
        subcommands = StudyStartCommand.class,
        description = {
            "Trains recipes on dataset versions with several seeds, and sums up what they reached: means, deviations,"
                    + " intervals, differences.",
            "The folds of a cross-validation are dataset versions; one word names them all."
        },
        footer = {
            "",
            "Examples:",
            "  cancernet datasets create --name idc --split k-fold --folds 5",
            "  cancernet study start --recipe cancernet --recipe cancernet-robust --folds idc --seeds 3 --epochs 10",
            "  cancernet study show STUDY",
            "  cancernet study show STUDY --to summary.md",
            "  cancernet study list",
            "  cancernet study cancel STUDY"
        })
final class StudyCommand implements Runnable {

    static final String STUDIES = Api.TRAINING + "/studies";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: start, show, list or cancel");
    }

    @Command(name = "list", description = "Lists studies, the newest first.")
    int list(
            @Mixin ServerAddress server,
            @Option(names = "--limit", defaultValue = "100", description = "At most so many (${DEFAULT-VALUE}).")
                    int limit)
            throws InterruptedException {
        new Results()
                .text("study", "/studyId")
                .text("name", "/name")
                .text("state", "/state")
                .count("runs", "/counts/total")
                .count("finished", "/counts/finished")
                .count("failed", "/counts/failed")
                .text("created", "/createdAt")
                .print(server.services().api().list(STUDIES, limit), server.json());
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a study and what its finished runs amount to so far.")
    int show(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "STUDY", description = "Id of the study.") String study,
            @Option(
                            names = "--to",
                            paramLabel = "FILE",
                            description = "Write the summary there too, as Markdown (.md) or JSON (.json).")
                    @Nullable Path file)
            throws InterruptedException, IOException {
        show(server, server.services().api().get(path(study)));
        if (file != null) {
            server.services().api().download(path(study) + "/summary." + format(file), file);
            server.progressScreen().say("wrote " + file);
        }
        return ExitCode.OK;
    }

    @Command(name = "cancel", description = "Cancels all runs of a study that have not ended.")
    int cancel(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "STUDY", description = "Id of the study.") String study)
            throws InterruptedException {
        say(server, server.services().api().post(path(study) + "/cancel", Map.of()));
        return ExitCode.OK;
    }

    /** The study, and its summary once any run has finished. */
    static void show(ServerAddress server, JsonNode node) throws InterruptedException {
        JsonNode summary =
                server.services().api().getLong(path(Api.as(Study.class, node).studyId()) + "/summary");
        if (server.json()) {
            Screen.standard().say(Api.pretty(Map.of("study", node, "summary", summary)));
            return;
        }
        say(server, node);
        StudyTables.of(summary).forEach(Screen.standard()::say);
    }

    static void say(ServerAddress server, JsonNode node) {
        if (server.json()) {
            Screen.standard().say(Api.pretty(node));
            return;
        }
        Study study = Api.as(Study.class, node);
        Screen.standard()
                .say("study %s %s: %s of %s runs finished, %s failed, %s cancelled"
                        .formatted(
                                study.studyId(),
                                study.state(),
                                Numbers.count(study.counts().finished()),
                                Numbers.count(study.counts().total()),
                                Numbers.count(study.counts().failed()),
                                Numbers.count(study.counts().cancelled())));
    }

    private static String path(String study) {
        return STUDIES + "/" + Api.encode(study);
    }

    private static String format(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".md")) {
            return "md";
        }
        if (name.endsWith(".json")) {
            return "json";
        }
        throw new IllegalArgumentException(file + " ends neither in .md nor in .json, which say the format");
    }
}
