package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Multipart;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports weights that were made elsewhere. */
@Command(
        name = "import",
        description = {
            "Makes a model of a safetensors file with all of a network's tensors.",
            "It is marked as imported and has no metrics; the same file under the same name again is the same model."
        })
final class ModelImportCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Mixin
    private Motive motive = new Motive();

    @Parameters(paramLabel = "FILE", description = "The weights.")
    private Path file = Path.of("");

    @Option(names = "--name", required = true, description = "Name of the model.")
    private String name = "";

    @Option(names = "--network", defaultValue = "cancernet", description = "Network (default: ${DEFAULT-VALUE}).")
    private String network = "cancernet";

    @Option(names = "--network-option", paramLabel = "KEY=VALUE", description = "An option of it; may be repeated.")
    private Map<String, String> networkOptions = new LinkedHashMap<>();

    @Option(names = "--side", required = true, paramLabel = "PX", description = "Side of its input in pixels.")
    private int side;

    @Option(names = "--mpp", required = true, paramLabel = "UM", description = "Microns per pixel of its patches.")
    private double mpp;

    @Option(names = "--patch-size", paramLabel = "PX", description = "Side of patches before resizing.")
    private @Nullable Integer patchSize;

    @Option(
            names = "--resize",
            defaultValue = "NEAREST",
            description = "How patches are resized (default: ${DEFAULT-VALUE}).")
    private String resize = "NEAREST";

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "Probability from which on a patch is positive (default: 0.5).")
    private @Nullable Double threshold;

    @Option(names = "--threshold-choice", paramLabel = "TEXT", description = "How the threshold was chosen.")
    private @Nullable String thresholdChoice;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where the weights come from.")
    private @Nullable String source;

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " cannot be read");
        }
        Multipart form = new Multipart(Api.pretty(request()), file);
        JsonNode model = server.services()
                .api()
                .upload(Api.TRAINING + "/models", form.contentType(), form.body("model", "weights"));
        Screen.standard()
                .say(
                        server.json()
                                ? Api.pretty(model)
                                : "imported " + name + "/"
                                        + model.path("version").asText());
        return ExitCode.OK;
    }

    private Map<String, Object> request() throws IOException {
        Map<String, Object> options = new TreeMap<>();
        networkOptions.forEach((key, value) -> options.put(key, TrainCommand.typed(value)));
        Map<String, Object> input = new TreeMap<>(
                Map.of("width", side, "height", side, "mpp", mpp, "scaling", 1.0 / 255, "resize", resize));
        put(input, "patchSize", patchSize);
        Map<String, Object> request = new TreeMap<>(motive.fields());
        request.put("name", name);
        request.put("network", Map.of("name", network, "options", options));
        request.put("input", input);
        request.put("sha256", sha256());
        put(request, "threshold", threshold);
        put(request, "thresholdChoice", thresholdChoice);
        put(request, "source", source);
        return request;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private String sha256() throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
