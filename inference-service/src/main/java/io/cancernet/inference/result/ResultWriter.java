package io.cancernet.inference.result;

import io.cancernet.common.error.Outage;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.inference.model.ModelCatalogue;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.slide.IndexFile;
import io.cancernet.inference.slide.SlideGeometry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes heat map, GeoJSON and summary of a request into the object store. It goes through the extraction's index, which
 * alone knows the size of border patches and which patches are missing; memory holds some lines of it and the map.
 */
@ApplicationScoped
class ResultWriter {

    private static final int CHUNK = 1000;
    private static final String PNG = "image/png";
    private static final String GEOJSON = "application/geo+json";

    private final ObjectStore store;
    private final PatchOutcomes outcomes;
    private final ModelCatalogue models;
    private final Clock clock;

    ResultWriter(ObjectStore store, PatchOutcomes outcomes, ModelCatalogue models, Clock clock) {
        this.store = store;
        this.outcomes = outcomes;
        this.models = models;
        this.clock = clock;
    }

    /**
     * Writes a revision's files. Each attempt has files of its own, so that one that was given up and goes on all the same
     * changes nothing that was told.
     *
     * @param attempt counts from 1
     * @param everyChunk called every so many patches; what it throws ends the work
     * @throws io.cancernet.common.error.DomainException when the index is gone or broken
     * @throws Outage when a store is away
     */
    RequestResult write(
            ScoringRequest request, SlideGeometry geometry, int revision, int attempt, Runnable everyChunk) {
        try (IndexFile index = IndexFile.fetch(store, request.index());
                PatchGeoJson geojson = PatchGeoJson.begin(request)) {
            HeatMap map = new HeatMap(Alignment.over(geometry, covered(index, geometry)));
            ResultTally tally = new ResultTally(geometry.placedMpp());
            index.read(CHUNK, lines -> {
                everyChunk.run();
                add(request, geometry, lines, map, tally, geojson);
            });
            return store(request, geometry, revision, folder(request, revision, attempt), map, tally, geojson);
        } catch (IOException e) {
            throw new Outage(
                    "results of %s could not be written: %s".formatted(request.requestId(), e.getMessage()), e);
        }
    }

    /** What all patches cover together; nothing when there are none. */
    private static @Nullable PatchArea covered(IndexFile index, SlideGeometry geometry) {
        PatchArea[] covered = new PatchArea[1];
        index.read(
                CHUNK,
                lines -> covered[0] = lines.stream()
                        .map(line -> PatchArea.of(line, geometry))
                        .reduce(PatchArea::and)
                        .map(some -> covered[0] == null ? some : covered[0].and(some))
                        .orElseThrow());
        return covered[0];
    }

    private void add(
            ScoringRequest request,
            SlideGeometry geometry,
            List<IndexLine> lines,
            HeatMap map,
            ResultTally tally,
            PatchGeoJson geojson) {
        Map<PatchId, PatchOutcome> found = outcomes.find(
                request.requestId(), lines.stream().map(IndexLine::patchId).toList());
        for (IndexLine line : lines) {
            PatchOutcome outcome = found.get(line.patchId());
            PatchArea area = PatchArea.of(line, geometry);
            tally.add(line, area, outcome);
            Double probability = outcome == null ? null : outcome.probability();
            if (probability == null) {
                map.paintUnscored(area);
            } else {
                map.paint(area, probability);
            }
            try {
                geojson.add(line.patchId(), area, outcome);
            } catch (IOException e) {
                throw new Outage("the patches could not be written to a temporary file: " + e.getMessage(), e);
            }
        }
    }

    private RequestResult store(
            ScoringRequest request,
            SlideGeometry geometry,
            int revision,
            String folder,
            HeatMap map,
            ResultTally tally,
            PatchGeoJson geojson)
            throws IOException {
        Optional<ModelSpec> model = model(request);
        Double threshold = model.map(ModelSpec::threshold).orElse(null);
        byte[] png = HeatMapPicture.png(map, caption(request, geometry), threshold);
        ObjectRef heatmap = put(folder + "heatmap.png", png, PNG);
        ObjectRef patches = new ObjectRef(folder + "patches.geojson", geojson.finish());
        store.put(patches.key(), geojson.path(), GEOJSON);
        ResultDocument document =
                document(request, geometry, revision, model.orElse(null), map.alignment(), tally, heatmap, patches);
        byte[] json = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        ObjectRef result = put(folder + "result.json", json, "application/json");
        return new RequestResult(
                request.requestId(),
                revision,
                tally.scored(),
                tally.failed(),
                tally.missing(),
                tally.incompleteReason(),
                tally.positive(),
                tally.positiveAreaMm2(),
                tally.maxProbability(),
                tally.meanProbability(),
                heatmap,
                patches,
                result,
                document.timings().writtenAt());
    }

    private ResultDocument document(
            ScoringRequest request,
            SlideGeometry geometry,
            int revision,
            @Nullable ModelSpec model,
            Alignment alignment,
            ResultTally tally,
            ObjectRef heatmap,
            ObjectRef patches) {
        return new ResultDocument(
                request.requestId(),
                revision,
                request.slideId(),
                request.caseId(),
                request.extractionId(),
                tally.missing() == 0,
                tally.incompleteReason(),
                request.model(),
                model == null ? null : model.threshold(),
                model == null ? null : model.calibration(),
                tally.counts(),
                tally.figures(),
                geometry,
                alignment,
                new ResultDocument.Failures(tally.failedByCode(), tally.failedPatches()),
                new ResultDocument.Missing(tally.missing(), tally.missingPatches()),
                new ResultDocument.Timings(
                        request.createdAt(),
                        request.queuedAt(),
                        request.lastCountedAt(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                heatmap,
                patches);
    }

    /** Of the first attempt at the first revision: the request's own. */
    private static String folder(ScoringRequest request, int revision, int attempt) {
        String folder = ObjectKeys.results(request.requestId());
        if (attempt > 1) {
            return folder + "revision-%d-attempt-%d/".formatted(revision, attempt);
        }
        return revision > 1 ? folder + "revision-%d/".formatted(revision) : folder;
    }

    private ObjectRef put(String key, byte[] bytes, String type) {
        store.put(key, bytes, type);
        return new ObjectRef(key, Sha256.of(bytes));
    }

    /** The description of the model that scored; nothing when its file is gone, which takes no result away. */
    private Optional<ModelSpec> model(ScoringRequest request) {
        return models.find(request.model()).flatMap(promoted -> {
            try {
                return Optional.of(ModelSpec.fromJson(store.get(promoted.spec().key())));
            } catch (ObjectNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    private static String caption(ScoringRequest request, SlideGeometry geometry) {
        return String.format(
                Locale.ROOT,
                "%s, patches of %dx%d px at %.4g um/px",
                request.model(),
                geometry.patchWidth(),
                geometry.patchHeight(),
                geometry.mpp().value());
    }
}
