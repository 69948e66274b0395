package io.cancernet.dataset.extraction;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.outbox.OutboxExpander;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Announces every patch of an extraction, read from its index. */
@ApplicationScoped
public class ExtractionExpander implements OutboxExpander {

    public static final String NAME = "extraction";
    private static final int CHUNK = 1000;

    private final SlideRepository slides;
    private final ObjectStore store;

    public ExtractionExpander(SlideRepository slides, ObjectStore store) {
        this.slides = slides;
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void expand(String reference, Consumer<List<? extends Event>> chunks) {
        // An extraction that was deleted meanwhile has nothing left to tell of.
        ExtractionId extraction = new ExtractionId(reference);
        slides.findExtraction(extraction).ifPresent(slide -> {
            try {
                expand(slide, chunks);
            } catch (ObjectNotFoundException e) {
                if (slides.findExtraction(extraction).isPresent()) {
                    throw e;
                }
            }
        });
    }

    private void expand(Slide slide, Consumer<List<? extends Event>> chunks) {
        List<Event> chunk = new ArrayList<>(CHUNK);
        try {
            JsonLines.read(store.open(slide.index().key()), IndexLine.class, line -> {
                chunk.add(event(slide, line));
                if (chunk.size() == CHUNK) {
                    chunks.accept(List.copyOf(chunk));
                    chunk.clear();
                }
            });
        } catch (IOException e) {
            throw new Outage("cannot read the index of extraction " + slide.extractionId(), e);
        }
        if (!chunk.isEmpty()) {
            chunks.accept(List.copyOf(chunk));
        }
    }

    private static PatchExtracted event(Slide slide, IndexLine line) {
        return new PatchExtracted(
                line.patchId(),
                slide.extractionId(),
                slide.slideId(),
                slide.caseId(),
                line.x(),
                line.y(),
                line.width(),
                line.height(),
                slide.mpp(),
                line.label(),
                line.image());
    }
}
