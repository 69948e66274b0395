package io.cancernet.common.kafka;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.Event;
import io.cancernet.common.tracing.ConsumedTraces;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Runs a use case over a batch of records so that one poison record never takes its neighbours along: records that
 * cannot be used go to the dead-letter topic, and while a store is away the batch waits, blocking its worker thread,
 * which pauses the partition. Returning means that the batch may be acknowledged.
 */
@ApplicationScoped
public class BatchConsumer {

    private static final Logger LOG = Logger.getLogger(BatchConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** Longer than a batch takes; one that waits for a live model is given up after it. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final EventPublisher publisher;
    private final BatchGate gate = new BatchGate();
    private final ConsumerMeters meters;

    BatchConsumer(EventPublisher publisher, ConsumerMeters meters) {
        this.publisher = publisher;
        this.meters = meters;
    }

    /** What to do with a batch; a repeat must change nothing. */
    @FunctionalInterface
    public interface UseCase<E extends Event> {

        /** Returns an outcome for each event, in order. Throws only when nothing can be said of the batch. */
        List<Outcome> handle(List<Received<E>> batch);
    }

    public <E extends Event> void consume(ConsumerRecords<String, byte[]> records, Class<E> type, UseCase<E> useCase) {
        untilStopped(() -> work(records, type, useCase));
    }

    /** Does what a record without a value asks for, waiting while a store is away. */
    public void consume(Runnable change) {
        untilStopped(() -> waitingOutOutages(() -> {
            change.run();
            return change;
        }));
    }

    private void untilStopped(Runnable work) {
        try {
            gate.enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWait(e);
        }
        try {
            work.run();
        } finally {
            gate.leave();
        }
    }

    /** Ahead of all other observers, which close what a batch under way needs: models, pools, connections. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        gate.stop(LONGEST_STOP);
    }

    private <E extends Event> void work(ConsumerRecords<String, byte[]> records, Class<E> type, UseCase<E> useCase) {
        List<ConsumerRecord<String, byte[]>> originals = new ArrayList<>();
        List<Received<E>> batch = new ArrayList<>();
        List<OutgoingRecord> failed = new ArrayList<>();
        try (ConsumedTraces traces = new ConsumedTraces()) {
            for (ConsumerRecord<String, byte[]> each : records) {
                try {
                    E event = CloudEvents.decode(each, type);
                    batch.add(new Received<>(event, Instant.ofEpochMilli(each.timestamp()), Origin.of(each)));
                    originals.add(each);
                    traces.add(each.topic(), event.key(), each.headers());
                } catch (DomainException e) {
                    failed.add(deadLetter(each, new Outcome.Failed(e.code(), String.valueOf(e.getMessage()))));
                }
            }
            traces.run(() -> {
                if (!batch.isEmpty()) {
                    failed.addAll(handle(originals, batch, useCase));
                }
                if (!failed.isEmpty()) {
                    waitingOutOutages(() -> {
                        publish(failed);
                        return failed;
                    });
                }
            });
        }
    }

    /** A letter that is too large goes without its value: what failed and where stays on record. */
    private void publish(List<OutgoingRecord> letters) {
        try {
            publisher.send(letters);
        } catch (EventPublisher.RecordTooLarge e) {
            LOG.error("dead letters are sent without their values", e);
            publisher.send(letters.stream()
                    .map(each -> new OutgoingRecord(each.topic(), each.key(), null, each.headers()))
                    .toList());
        }
    }

    private <E extends Event> List<OutgoingRecord> handle(
            List<ConsumerRecord<String, byte[]>> originals, List<Received<E>> batch, UseCase<E> useCase) {
        List<Outcome> outcomes;
        try {
            outcomes = waitingOutOutages(() -> useCase.handle(batch));
        } catch (InterruptedWait e) {
            throw e;
        } catch (RuntimeException e) {
            return handleOneByOne(originals, batch, useCase, e);
        }
        List<OutgoingRecord> failed = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Failed failure) {
                failed.add(deadLetter(originals.get(i), failure));
            }
        }
        return failed;
    }

    /** Finds the record that the use case stumbled over, so that its neighbours get through. */
    private <E extends Event> List<OutgoingRecord> handleOneByOne(
            List<ConsumerRecord<String, byte[]>> originals,
            List<Received<E>> batch,
            UseCase<E> useCase,
            RuntimeException batchFailure) {
        if (batch.size() == 1) {
            LOG.error("a record failed unexpectedly", batchFailure);
            return List.of(deadLetter(originals.get(0), unexpected(batchFailure)));
        }
        List<OutgoingRecord> failed = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            failed.addAll(handle(originals.subList(i, i + 1), batch.subList(i, i + 1), useCase));
        }
        return failed;
    }

    private static Outcome.Failed unexpected(RuntimeException e) {
        return e instanceof DomainException domain
                ? new Outcome.Failed(domain.code(), String.valueOf(e.getMessage()))
                : new Outcome.Failed(ErrorCode.INTERNAL_ERROR, e.toString());
    }

    private OutgoingRecord deadLetter(ConsumerRecord<String, byte[]> original, Outcome.Failed failure) {
        meters.letters(original.topic(), 1);
        // The reason may quote the record, and with it a patient: it goes into the letter, not into the log.
        LOG.warnf(
                "record %s-%d@%d goes to the dead letters: %s",
                original.topic(),
                original.partition(),
                original.offset(),
                failure.code().slug());
        return DeadLetters.of(original, failure);
    }

    private <T> T waitingOutOutages(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            requireOutage(e);
            meters.waits();
            try {
                return repeat(work, e);
            } finally {
                meters.goesOn();
            }
        }
    }

    private <T> T repeat(Supplier<T> work, RuntimeException outage) {
        Duration pause = FIRST_PAUSE;
        RuntimeException last = outage;
        while (true) {
            LOG.warnf("consumption waits for %s: %s", pause, last.getMessage());
            pause(pause, last);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            try {
                return work.get();
            } catch (RuntimeException e) {
                requireOutage(e);
                last = e;
            }
        }
    }

    private static void requireOutage(RuntimeException e) {
        if (!Outage.isOutage(e)) {
            throw e;
        }
    }

    private void pause(Duration pause, RuntimeException outage) {
        try {
            if (gate.pause(pause)) {
                throw new InterruptedWait(outage);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWait(e);
        }
    }

    /** The service is stopping: the batch stays unacknowledged and comes again. */
    private static final class InterruptedWait extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InterruptedWait(Exception cause) {
            super("stopped while waiting for a store", cause);
        }
    }
}
