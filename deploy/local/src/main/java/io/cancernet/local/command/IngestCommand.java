package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Ingest;
import io.cancernet.local.client.IngestSource;
import io.cancernet.local.client.Services;
import io.cancernet.local.demo.ProgressReports;
import io.cancernet.local.terminal.Numbers;
import io.cancernet.local.terminal.Progress;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings patches and slides into the system. */
@Command(
        name = "ingest",
        description = {
            "Ingests patch archives (folders, zips, tars) and whole slides: stores what can be used, quarantines the"
                    + " rest with its reason.",
            "A server on this machine reads paths in place. To another one a file over 64 MiB or a slide goes in parts"
                    + " to its object store, everything else through the service, a folder as a zip."
        },
        footer = {
            "",
            "Exit code 1 when an ingest is rejected as a whole (known with --wait).",
            "",
            "Examples:",
            "  cancernet ingest IDC_regular_ps50_idx5 --wait",
            "  cancernet ingest slide1.svs slide2.svs --patch-size 48 --patch-mpp 4 --wait",
            "  cancernet ingest slide.tif --mpp 0.25 --annotations slide.geojson --positive-class Tumor",
            "  cancernet ingest idc.zip --server http://host:8080",
            "  cancernet ingest file:///srv/patches/idc.zip --output json"
        })
final class IngestCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Mixin
    private IngestSettings settings = new IngestSettings();

    @Parameters(
            paramLabel = "PATH|URI",
            arity = "1..*",
            description = "Folders, archives and slides here, or URIs that the server reads.")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--send", description = "Send paths to a server on this machine too.")
    private boolean send;

    @Option(names = "--wait", description = "Wait until all are ingested, through short outages of the server.")
    private boolean wait;

    @Override
    public Integer call() throws Exception {
        Services services = server.services();
        Screen screen = server.progressScreen();
        List<JsonNode> answers = submit(services, screen);
        if (wait) {
            answers = await(services, screen, answers);
        }
        if (server.json()) {
            Screen.standard().say(Api.pretty(answers.size() == 1 ? answers.get(0) : Map.of("items", answers)));
        }
        List<Ingest> ingests =
                answers.stream().map(each -> Api.as(Ingest.class, each)).toList();
        if (!server.json()) {
            ingests.forEach(IngestCommand::print);
        }
        return ingests.stream().anyMatch(Ingest::isRejected) ? ExitCode.FAILED : ExitCode.OK;
    }

    private List<JsonNode> submit(Services services, Screen screen) throws InterruptedException, IOException {
        List<JsonNode> answers = new ArrayList<>();
        try (Progress progress = screen.progress("sending")) {
            Map<String, Object> fields = settings.fields(services.api(), send, progress::update);
            for (String source : sources) {
                JsonNode answer = new IngestSource(source, send).submit(services.api(), fields, progress::update);
                answers.add(answer);
                if (sources.size() > 1) {
                    screen.say(source + ": ingest " + answer.path("ingestId").asText());
                }
            }
        }
        return answers;
    }

    private static List<JsonNode> await(Services services, Screen screen, List<JsonNode> submitted)
            throws InterruptedException {
        List<JsonNode> ended = new ArrayList<>();
        ProgressReports reports = new ProgressReports(screen);
        for (JsonNode each : submitted) {
            String title = submitted.size() == 1 ? "ingest" : "ingest " + (ended.size() + 1) + "/" + submitted.size();
            try (Progress progress = screen.progress(title)) {
                String id = each.path("ingestId").asText();
                ended.add(services.awaitIngest(id, state -> reports.ingest(progress, state)));
            }
        }
        return ended;
    }

    private static void print(Ingest ingest) {
        Screen screen = Screen.standard();
        screen.say("ingest " + ingest.ingestId() + " " + ingest.state());
        Ingest.Failure error = ingest.error();
        if (error != null) {
            screen.say("  " + error.code() + ": " + error.detail());
        }
        if (ingest.isIngested()) {
            screen.say("  " + Numbers.count(ingest.in()) + (ingest.countsCells() ? " cell" : " file")
                    + (ingest.in() == 1 ? "" : "s") + " in = "
                    + Numbers.count(ingest.stored()) + " stored + " + Numbers.count(ingest.quarantined())
                    + (ingest.countsCells() ? " left out, " : " quarantined, ") + ingest.slides()
                    + (ingest.slides() == 1 ? " slide" : " slides"));
            Map<String, Long> reasons = new TreeMap<>(ingest.quarantineByReason());
            reasons.forEach((reason, count) -> screen.say(
                    (ingest.countsCells() ? "  left out: " : "  quarantined: ") + reason + " " + Numbers.count(count)));
        }
        if (ingest.slidesKnown() > 0) {
            screen.say("  known before, from the same bytes in the same way: " + ingest.slidesKnown() + " of "
                    + ingest.slides());
        }
    }
}
