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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings patches into the system. */
@Command(
        name = "ingest",
        description = {
            "Ingests a folder or zip of patches: stores what can be used, quarantines the rest with its reason.",
            "A server on this machine reads the path in place; a folder is sent to another one as a zip."
        },
        footer = {
            "",
            "Exit code 1 when the ingest is rejected as a whole (known with --wait).",
            "",
            "Examples:",
            "  cancernet ingest IDC_regular_ps50_idx5 --wait",
            "  cancernet ingest idc.zip --server http://host:8080",
            "  cancernet ingest file:///srv/patches/idc.zip --output json"
        })
final class IngestCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Parameters(paramLabel = "PATH|URI", description = "Folder or zip here, or a URI that the server reads.")
    private String source = "";

    @Option(names = "--layout", defaultValue = "idc", description = "How names are read (default: ${DEFAULT-VALUE}).")
    private String layout = "idc";

    @Option(names = "--wait", description = "Wait until the ingest is over.")
    private boolean wait;

    @Override
    public Integer call() throws Exception {
        Services services = server.services();
        Screen screen = server.progressScreen();
        JsonNode answer;
        try (Progress progress = screen.progress("sending")) {
            answer = new IngestSource(source).submit(services.api(), layout, sent -> progress.update(sent, 0, "files"));
        }
        Ingest ingest = Api.as(Ingest.class, answer);
        if (wait) {
            try (Progress progress = screen.progress("ingest")) {
                ProgressReports reports = new ProgressReports(screen);
                answer = services.awaitIngest(ingest.ingestId(), state -> reports.ingest(progress, state));
            }
            ingest = Api.as(Ingest.class, answer);
        }
        if (server.json()) {
            Screen.standard().say(Api.pretty(answer));
        } else {
            print(ingest);
        }
        return ingest.isRejected() ? ExitCode.FAILED : ExitCode.OK;
    }

    private static void print(Ingest ingest) {
        Screen screen = Screen.standard();
        screen.say("ingest " + ingest.ingestId() + " " + ingest.state());
        if (ingest.error() != null) {
            screen.say("  " + ingest.error().code() + ": " + ingest.error().detail());
        }
        if (ingest.state().equals("ingested")) {
            screen.say("  " + Numbers.count(ingest.in()) + " files in = " + Numbers.count(ingest.stored())
                    + " stored + " + Numbers.count(ingest.quarantined()) + " quarantined, "
                    + ingest.slides() + " slides");
            Map<String, Long> reasons = new TreeMap<>(ingest.quarantineByReason());
            reasons.forEach((reason, count) -> screen.say("  quarantined: " + reason + " " + Numbers.count(count)));
        }
    }
}
