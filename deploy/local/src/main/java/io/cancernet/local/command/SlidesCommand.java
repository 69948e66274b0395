package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Services;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, shows, deletes and erases slides. */
@Command(
        name = "slides",
        description = "Lists the slides that were ingested, with their patches; shows, deletes and erases them.",
        footer = {
            "",
            "Examples:",
            "  cancernet slides",
            "  cancernet slides --case 10253 --output json",
            "  cancernet slides show SLIDE",
            "  cancernet slides results SLIDE --out results",
            "  cancernet slides formats",
            "  cancernet slides delete SLIDE --reason \"scanned again\"",
            "  cancernet slides erase --case REFERENCE --by \"study office\" --reason \"consent withdrawn\" --wait"
        })
final class SlidesCommand implements Callable<Integer> {

    private static final String SLIDES = Api.DATASET + "/slides";

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Option(names = "--case", paramLabel = "CASE", description = "Only of this case.")
    private @Nullable String caseId;

    @Option(names = "--limit", defaultValue = "100", description = "Most slides to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws Exception {
        return list(server, caseId, limit);
    }

    @Command(name = "list", description = "Lists slides by case, as 'slides' alone does.")
    int list(
            @Mixin ServerAddress address,
            @Option(names = "--case", paramLabel = "CASE", description = "Only of this case.") @Nullable String ofCase,
            @Option(names = "--limit", defaultValue = "100", description = "Most (default: ${DEFAULT-VALUE}).")
                    int most)
            throws InterruptedException {
        String query = ofCase == null ? "" : "?case=" + Api.encode(ofCase);
        new Results()
                .text("slide", "/slideId")
                .text("case", "/caseId")
                .count("in", "/in")
                .count("stored", "/stored")
                .count("quarantined", "/quarantined")
                .count("negative", "/negative")
                .count("positive", "/positive")
                .text("mpp", "/mpp")
                .print(address.services().api().list(SLIDES + query, most), address.json());
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a slide: its size, its patches and how they were made.")
    int show(@Mixin ServerAddress address, @Parameters(paramLabel = "SLIDE", description = "Id of it.") String slide)
            throws InterruptedException {
        JsonNode answer = address.services().api().get(SLIDES + "/" + Api.encode(slide));
        if (address.json()) {
            Screen.standard().say(Api.pretty(answer));
        } else {
            Fields.print(answer);
        }
        return ExitCode.OK;
    }

    @Command(name = "results", description = "Lists what scoring a slide came to, the newest first.")
    int results(
            @Mixin ServerAddress address,
            @Parameters(paramLabel = "SLIDE", description = "Id of it.") String slide,
            @Option(names = "--out", paramLabel = "DIR", description = "Write the newest result's files into DIR.")
                    @Nullable Path out)
            throws InterruptedException, IOException {
        Api api = address.services().api();
        String path = Api.INFERENCE + "/slides/" + Api.encode(slide) + "/results";
        List<JsonNode> results = api.list(path, Integer.MAX_VALUE);
        new Results()
                .text("request", "/requestId")
                .text("state", "/state")
                .text("model", "/model/version")
                .count("scored", "/scored")
                .count("failed", "/failed")
                .count("missing", "/result/missing")
                .count("positive", "/positive")
                .metric("positive mm2", "/result/positiveAreaMm2")
                .metric("highest", "/result/maxProbability")
                .text("error", "/error/detail")
                .print(results, address.json());
        JsonNode waiting = api.get(path + "?limit=1").path("waiting");
        if (waiting.has("reason")) {
            address.progressScreen()
                    .say("waits since %s: %s"
                            .formatted(
                                    waiting.path("since").asText(),
                                    waiting.path("reason").asText()));
        }
        Optional<JsonNode> newest =
                results.stream().filter(each -> each.has("result")).findFirst();
        if (out != null && newest.isPresent()) {
            Path folder =
                    ResultFiles.download(api, newest.get().path("requestId").asText(), out);
            address.progressScreen().say(folder.toString());
        }
        return ExitCode.OK;
    }

    @Command(name = "formats", description = "Lists the whole-slide formats that the server can read.")
    int formats(@Mixin ServerAddress address) throws InterruptedException {
        List<JsonNode> formats = new ArrayList<>();
        address.services().api().get(SLIDES + "/formats").forEach(formats::add);
        new Results()
                .text("reader", "/reader")
                .text("available", "/available")
                .text("formats", "/formats")
                .text("obstacle", "/obstacle")
                .print(formats, address.json());
        return ExitCode.OK;
    }

    @Command(name = "delete", description = "Deletes slides; refused while a dataset or a run refers to one.")
    int delete(
            @Mixin ServerAddress address,
            @Parameters(paramLabel = "SLIDE", arity = "1..*", description = "Ids of slides.") List<String> slides,
            @Mixin Grounds grounds,
            @Option(names = "--wait", description = "Wait until they are gone.") boolean wait)
            throws InterruptedException {
        return delete(address, slides, "", grounds.fields(), wait);
    }

    @Command(
            name = "erase",
            description = {
                "Erases slides, or all slides of a case, whatever refers to them: for a patient who withdraws.",
                "Datasets and runs that had them are marked; an audit row remains."
            })
    int erase(
            @Mixin ServerAddress address,
            @Parameters(paramLabel = "SLIDE", arity = "0..*", description = "Ids of slides.") List<String> slides,
            @Option(names = "--case", paramLabel = "REFERENCE", description = "Your reference of the case.") @Nullable String reference,
            @Option(names = "--case-id", paramLabel = "CASE", description = "Or its id here.") @Nullable String id,
            @Mixin Grounds grounds,
            @Option(names = "--wait", description = "Wait until they are gone.") boolean wait)
            throws InterruptedException {
        grounds.requireAll();
        List<String> named = slides == null ? List.of() : slides;
        if (reference == null && id == null) {
            if (named.isEmpty()) {
                throw new IllegalArgumentException("name slides, or a case with --case or --case-id");
            }
            return delete(address, named, "?erase=true", grounds.fields(), wait);
        }
        if (!named.isEmpty()) {
            throw new IllegalArgumentException("name either slides or a case");
        }
        Map<String, Object> request = new TreeMap<>(grounds.fields());
        if (reference != null) {
            request.put("caseReference", reference);
        }
        if (id != null) {
            request.put("caseId", id);
        }
        return eraseCase(address, request, wait);
    }

    private static int delete(
            ServerAddress address, List<String> slides, String query, Map<String, Object> grounds, boolean wait)
            throws InterruptedException {
        Services services = address.services();
        List<JsonNode> answers = new ArrayList<>();
        for (String slide : slides) {
            answers.add(services.api().delete(SLIDES + "/" + Api.encode(slide) + query, grounds));
        }
        if (wait) {
            for (String slide : slides) {
                services.awaitGone(SLIDES + "/" + Api.encode(slide));
            }
        }
        Results results = new Results().text("slide", "/slideId").text("case", "/caseId");
        if (!wait) {
            results.text("state", "/state");
        }
        results.print(answers, address.json());
        return ExitCode.OK;
    }

    private static int eraseCase(ServerAddress address, Map<String, Object> request, boolean wait)
            throws InterruptedException {
        Services services = address.services();
        JsonNode erasure = services.api().post(Api.DATASET + "/erasures", request);
        if (wait) {
            String path = Api.DATASET + "/erasures/"
                    + Api.encode(erasure.path("erasureId").asText());
            for (Iterator<JsonNode> slides = erasure.path("slides").elements(); slides.hasNext(); ) {
                services.awaitGone(
                        SLIDES + "/" + Api.encode(slides.next().path("slideId").asText()));
            }
            erasure = services.api().get(path);
        }
        if (address.json()) {
            Screen.standard().say(Api.pretty(erasure));
        } else {
            Fields.print(erasure);
        }
        return ExitCode.OK;
    }
}
