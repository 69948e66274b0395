package io.cancernet.training.patch;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.training.patch.PatchRepository.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings together the patches of a manifest: events are the fast path, and what no event told of is taken from the
 * manifest after a wait, so that a lost or expired event never blocks a run.
 */
@ApplicationScoped
public class GatherPatches {

    private static final Duration POLL = Duration.ofMillis(250);

    private final PatchRepository patches;
    private final Clock clock;

    public GatherPatches(PatchRepository patches, Clock clock) {
        this.patches = patches;
        this.clock = clock;
    }

    /**
     * Waits until all patches of the manifest are known, or none has come for {@code patience}.
     *
     * @param keepGoing asked at each look; may throw to end the wait
     */
    public GatheredPatches gather(List<ManifestLine> manifest, Duration patience, Runnable keepGoing) {
        Map<PatchId, Known> known = patches.find(ids(manifest));
        Instant lastArrival = clock.instant();
        while (known.size() < manifest.size()
                && Duration.between(lastArrival, clock.instant()).compareTo(patience) < 0) {
            keepGoing.run();
            pause();
            Map<PatchId, Known> arrived = patches.find(ids(missing(manifest, known)));
            if (!arrived.isEmpty()) {
                known = merge(known, arrived);
                lastArrival = clock.instant();
            }
        }
        patches.addFromManifest(missing(manifest, known));
        return resolve(manifest, known);
    }

    /** The manifest is the truth: a patch of other bytes under the same id counts as one that never came. */
    private static GatheredPatches resolve(List<ManifestLine> manifest, Map<PatchId, Known> known) {
        List<PatchLocation> locations = new ArrayList<>(manifest.size());
        int fromEvents = 0;
        for (ManifestLine line : manifest) {
            Optional<PatchLocation> told = Optional.ofNullable(known.get(line.patchId()))
                    .filter(Known::fromEvent)
                    .map(Known::image)
                    .filter(image -> image.sha256().equals(line.image().sha256()));
            locations.add(told.orElse(line.image()));
            fromEvents += told.isPresent() ? 1 : 0;
        }
        return new GatheredPatches(locations, fromEvents, manifest.size() - fromEvents);
    }

    private static List<ManifestLine> missing(List<ManifestLine> manifest, Map<PatchId, Known> known) {
        return manifest.stream()
                .filter(line -> !known.containsKey(line.patchId()))
                .toList();
    }

    private static List<PatchId> ids(List<ManifestLine> lines) {
        return lines.stream().map(ManifestLine::patchId).toList();
    }

    private static Map<PatchId, Known> merge(Map<PatchId, Known> some, Map<PatchId, Known> more) {
        Map<PatchId, Known> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            // The next question whether to keep going finds the flag.
            Thread.currentThread().interrupt();
        }
    }
}
