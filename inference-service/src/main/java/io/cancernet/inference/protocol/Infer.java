package io.cancernet.inference.protocol;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.predict.InteractiveModel;
import io.cancernet.inference.predict.InteractiveModels;
import io.cancernet.inference.predict.PredictConfig;
import io.cancernet.inference.scoring.Prediction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers inference requests. */
@ApplicationScoped
public class Infer {

    private final InteractiveModels models;
    private final ServedModels served;
    private final PredictConfig config;

    Infer(InteractiveModels models, ServedModels served, PredictConfig config) {
        this.models = models;
        this.served = served;
        this.config = config;
    }

    /**
     * Answers a request.
     *
     * @param version of the model; the live one when absent
     * @param headerLength bytes of JSON at the start of the body; binary tensor data follow
     * @throws DomainException when the request is wrong, the model is not there, or too much is to be done
     */
    public InferAnswer infer(String name, @Nullable String version, byte[] body, int headerLength) {
        InferRequest request = InferRequestReader.read(body, headerLength);
        InferAnswerWriter answer = new InferAnswerWriter(request);
        try (InteractiveModel model = models.open(served.version(name, version))) {
            List<RgbImage> images = images(request.input(), model.model());
            List<CompletableFuture<Prediction>> predictions = model.answers(images);
            List<ScoredTensor> rows = new ArrayList<>(images.size());
            for (int i = 0; i < images.size(); i++) {
                rows.add(new ScoredTensor(
                        InteractiveModel.prediction(predictions.get(i)),
                        model.model().checkColours(images.get(i)).orElse(null)));
            }
            return answer.write(model.model().version(), rows);
        }
    }

    private List<RgbImage> images(InputTensor tensor, ScoringModel model) {
        if (tensor.count() > config.mostImages()) {
            throw new DomainException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the request has %d images: send at most %d at once"
                            .formatted(tensor.count(), config.mostImages()));
        }
        InputSpec input = model.input();
        return tensor.holdsFiles() ? decoded(tensor.files(), model) : tensor.images(input.width(), input.height());
    }

    private static List<RgbImage> decoded(List<byte[]> files, ScoringModel model) {
        List<RgbImage> images = new ArrayList<>(files.size());
        for (byte[] file : files) {
            try {
                images.add(model.decode(file));
            } catch (DomainException e) {
                throw new DomainException(
                        e.code(), "element %d of input 'image': %s".formatted(images.size(), e.getMessage()), e);
            }
        }
        return images;
    }
}
