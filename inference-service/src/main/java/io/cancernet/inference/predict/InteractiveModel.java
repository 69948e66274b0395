package io.cancernet.inference.predict;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.model.LoadedModels;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.scoring.MicroBatcher;
import io.cancernet.inference.scoring.Prediction;
import io.cancernet.inference.scoring.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A model in use by one request. It is given back when it is closed and the network has answered all that was handed in,
 * also what the request no longer waits for. Not thread-safe.
 */
public final class InteractiveModel implements AutoCloseable {

    private final LoadedModels.Use use;
    private final MicroBatcher network;
    private final Duration timeout;
    private final List<CompletableFuture<Prediction>> handedIn = new ArrayList<>();

    InteractiveModel(LoadedModels.Use use, MicroBatcher network, Duration timeout) {
        this.use = use;
        this.network = network;
        this.timeout = timeout;
    }

    public ScoringModel model() {
        return use.model();
    }

    /**
     * Scores images ahead of the queue. When too many wait already it is refused at its first image; a request that is
     * let in goes on as places become free.
     *
     * @param images of the model's size
     * @return a done answer for each image, in order; {@link #prediction} reads it
     * @throws DomainException when too many images wait, or it took too long
     */
    public List<CompletableFuture<Prediction>> answers(List<RgbImage> images) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<CompletableFuture<Prediction>> answers = new ArrayList<>(images.size());
        int done = 0;
        for (RgbImage image : images) {
            Optional<CompletableFuture<Prediction>> answer = handIn(image);
            while (answer.isEmpty()) {
                if (done == answers.size()) {
                    throw overloaded();
                }
                await(answers.get(done++), deadline);
                answer = handIn(image);
            }
            answers.add(answer.get());
        }
        for (; done < answers.size(); done++) {
            await(answers.get(done), deadline);
        }
        return answers;
    }

    /**
     * What the network said.
     *
     * @param answer that is done
     * @throws DomainException when the model failed on the image
     * @throws Outage when this replica stops
     */
    public static Prediction prediction(CompletableFuture<Prediction> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Optional<CompletableFuture<Prediction>> handIn(RgbImage image) {
        Optional<CompletableFuture<Prediction>> answer = network.trySubmit(use.model(), image, Priority.INTERACTIVE);
        answer.ifPresent(handedIn::add);
        return answer;
    }

    private static void await(CompletableFuture<Prediction> answer, long deadline) {
        try {
            answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw overloaded();
        } catch (ExecutionException e) {
            // Told when the answer is read.
            return;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Outage interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Outage("stopped while waiting for the network", e);
    }

    private static DomainException overloaded() {
        return new DomainException(
                ErrorCode.OVERLOADED, "more images wait for the network than it can compute soon: try again later");
    }

    @Override
    public void close() {
        // Nobody waits: whichever thread answers last gives the model back.
        CompletableFuture<Void> unused = CompletableFuture.allOf(handedIn.toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> use.close());
    }
}
