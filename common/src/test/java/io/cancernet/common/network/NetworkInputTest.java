package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.cancernet.common.image.Resize;
import io.cancernet.common.json.Json;
import io.cancernet.common.unit.MicronsPerPixel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkInputTest {

    private static final MicronsPerPixel MPP = new MicronsPerPixel(4);

    @Test
    void levels_areScaledAndNormalisedByChannel() {
        InputSpec input = new InputSpec(2, 1, MPP, 1.0 / 255, Resize.NEAREST, null, Normalization.IMAGE_NET, null);
        ByteBuffer pixels = ByteBuffer.allocateDirect(6);
        pixels.put(new byte[] {0, 51, (byte) 255, (byte) 255, 0, 51});
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            NDArray images = NetworkInput.of(manager, pixels, 1, input);

            assertThat(images.getShape()).isEqualTo(new Shape(1, 3, 1, 2));
            float[] expected = {
                (0 - .485f) / .229f,
                (1 - .485f) / .229f,
                (.2f - .456f) / .224f,
                (0 - .456f) / .224f,
                (1 - .406f) / .225f,
                (.2f - .406f) / .225f
            };
            assertThat(images.toFloatArray()).containsExactly(expected, within(1e-6f));
        }
    }

    @Test
    void documentsWithoutNormalisation_areReadAsBefore() throws IOException {
        String json = "{\"width\":2,\"height\":1,\"mpp\":4,\"scaling\":0.5,\"resize\":\"NEAREST\"}";

        InputSpec input = Json.read(json.getBytes(StandardCharsets.UTF_8), InputSpec.class);

        assertThat(input).isEqualTo(new InputSpec(2, 1, MPP, 0.5, Resize.NEAREST, null));
        assertThat(Json.text(input)).doesNotContain("normalization", "views");
    }

    @Test
    void normalisation_survivesARoundTripAndIsChecked() throws IOException {
        InputSpec input = new InputSpec(
                2, 2, MPP, 1, Resize.BILINEAR, 50, Normalization.IMAGE_NET, TestTimeAugmentation.FLIPS_AND_ROTATIONS);

        assertThat(Json.read(Json.write(input), InputSpec.class)).isEqualTo(input);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 0.0, 1.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InputSpec(
                        2, 1, MPP, 1, Resize.NEAREST, null, null, TestTimeAugmentation.FLIPS_AND_ROTATIONS));
    }
}
