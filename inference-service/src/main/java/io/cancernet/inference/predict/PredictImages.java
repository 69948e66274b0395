package io.cancernet.inference.predict;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.scoring.Prediction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Scores image files at once; one that is broken never takes the others along. Nothing is stored or published. */
@ApplicationScoped
public class PredictImages {

    private final InteractiveModels models;
    private final PredictConfig config;

    PredictImages(InteractiveModels models, PredictConfig config) {
        this.models = models;
        this.config = config;
    }

    /**
     * The answers to the images of a request, in order.
     *
     * @param model that scored them
     * @param threshold probability from which on an image counts as positive
     */
    public record Predicted(ModelVersion model, double threshold, List<PredictedImage> images) {}

    /** An image on its way: decoded, or refused. */
    private sealed interface Decoded {

        /** Pixels of the model's size. */
        record Image(
                String name,
                Sha256 sha256,
                RgbImage pixels,
                @Nullable ColourCheck colours,
                Duration took) implements Decoded {}

        /** It cannot be decoded. */
        record Broken(PredictedImage.Refused refusal) implements Decoded {}
    }

    /**
     * Scores images.
     *
     * @param version the live model when absent
     * @throws DomainException when there are none or too many, the model cannot be used, or too much is to be done
     */
    public Predicted predict(@Nullable ModelVersion version, List<ImageFile> files) {
        requireCount(files.size());
        try (InteractiveModel model = models.open(version)) {
            List<Decoded> decoded =
                    files.stream().map(file -> decode(file, model.model())).toList();
            Iterator<CompletableFuture<Prediction>> answers =
                    model.answers(pixels(decoded)).iterator();
            List<PredictedImage> predicted = new ArrayList<>(files.size());
            for (Decoded each : decoded) {
                predicted.add(
                        each instanceof Decoded.Image image
                                ? scored(image, answers.next())
                                : ((Decoded.Broken) each).refusal());
            }
            return new Predicted(model.model().version(), model.model().threshold(), predicted);
        }
    }

    private void requireCount(int images) {
        if (images == 0) {
            throw new DomainException(ErrorCode.INVALID_REQUEST, "the request has no images: send at least one");
        }
        if (images > config.mostImages()) {
            throw new DomainException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the request has %d images: send at most %d at once".formatted(images, config.mostImages()));
        }
    }

    private Decoded decode(ImageFile file, ScoringModel model) {
        long start = System.nanoTime();
        try {
            byte[] bytes = file.content().get();
            RgbImage image = model.decode(bytes);
            ColourCheck colours = model.checkColours(image).orElse(null);
            return new Decoded.Image(
                    file.name(), Sha256.of(bytes), image, colours, Duration.ofNanos(System.nanoTime() - start));
        } catch (DomainException e) {
            return new Decoded.Broken(refused(file.name(), e));
        }
    }

    private static List<RgbImage> pixels(List<Decoded> decoded) {
        List<RgbImage> images = new ArrayList<>(decoded.size());
        for (Decoded each : decoded) {
            if (each instanceof Decoded.Image image) {
                images.add(image.pixels());
            }
        }
        return images;
    }

    private static PredictedImage scored(Decoded.Image image, CompletableFuture<Prediction> answer) {
        try {
            return new PredictedImage.Scored(
                    image.name(), image.sha256(), InteractiveModel.prediction(answer), image.colours(), image.took());
        } catch (DomainException e) {
            return refused(image.name(), e);
        }
    }

    private static PredictedImage.Refused refused(String name, DomainException refusal) {
        return new PredictedImage.Refused(name, refusal.code(), String.valueOf(refusal.getMessage()));
    }
}
