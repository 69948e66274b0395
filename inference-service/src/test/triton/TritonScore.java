import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import triton.client.InferInput;
import triton.client.InferRequestedOutput;
import triton.client.InferResult;
import triton.client.InferenceException;
import triton.client.InferenceServerClient;
import triton.client.InferenceServerClient.InferArguments;
import triton.client.pojo.DataType;

/**
 * Scores an image by Triton's Java client as it was published, and prints what came back. Arguments: host and port, model,
 * file of 8-bit levels, side of the image.
 */
public final class TritonScore {

    private TritonScore() {}

    public static void main(String[] args) throws Exception {
        byte[] levels = Files.readAllBytes(Path.of(args[2]));
        long side = Long.parseLong(args[3]);
        try (InferenceServerClient client = new InferenceServerClient(args[0], 10_000, 60_000)) {
            client.setRetryCnt(1);
            for (boolean binary : new boolean[] {true, false}) {
                InferInput image = new InferInput("image", new long[] {1, side, side, 3}, DataType.UINT8);
                image.setData(levels, binary);
                InferArguments asked = new InferArguments(
                        args[1],
                        List.of(image),
                        List.of(
                                new InferRequestedOutput("probability", binary),
                                new InferRequestedOutput("decision", binary)));
                InferResult result = client.infer(asked);
                System.out.println((binary ? "binary " : "json ")
                        + Arrays.toString(result.getOutputAsFloat("probability"))
                        + " " + Arrays.toString(result.getOutputAsBool("decision")));
            }
            InferInput image = new InferInput("image", new long[] {1, side, side, 3}, DataType.UINT8);
            image.setData(levels, true);
            InferResult all = client.infer(new InferArguments(args[1], image));
            System.out.println("all " + Arrays.toString(all.getOutputAsFloat("probability")));
            try {
                client.infer(new InferArguments("unheard-of", image));
            } catch (InferenceException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
        // The client's threads are no daemons.
        System.exit(0);
    }
}
