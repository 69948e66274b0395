package io.cancernet.inference.predict.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.inference.predict.ImageFile;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Images to score. */
@Schema(description = "Images to score")
record PredictRequest(
        @Schema(description = "the version to score with; absent: the live one") @Nullable ModelVersion model,

        @Schema(description = "the images, in the order of the answers")
        List<Image> images) {

    static final String EXAMPLE = """
            {"model": {"name": "idc-cancernet", "version": "20260102-030405-0a1b2c"},
             "images": [{"name": "a", "data": "iVBORw0KGgo..."}, {"name": "b", "data": "/9j/4AAQ..."}]}""";

    /** One image. */
    @Schema(description = "One image")
    record Image(
            @Schema(description = "given back with the answer; absent: its number, from 0") @Nullable String name,

            @Schema(description = "a PNG or JPEG file in base64")
            String data) {}

    List<ImageFile> files() {
        return IntStream.range(0, images.size())
                .mapToObj(i -> {
                    Image image = images.get(i);
                    return ImageFile.ofBase64(image.name() == null ? String.valueOf(i) : image.name(), image.data());
                })
                .toList();
    }
}
