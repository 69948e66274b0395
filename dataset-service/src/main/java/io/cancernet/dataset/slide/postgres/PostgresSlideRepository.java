package io.cancernet.dataset.slide.postgres;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.slide.SlideState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Slides in Postgres. */
@ApplicationScoped
class PostgresSlideRepository implements SlideRepository {

    private static final String LATEST = "select e from SlideEntity s join ExtractionEntity e"
            + " on e.extractionId = s.extractionId and s.state = INGESTED";
    private static final String OF_INGEST = "select e from IngestedSlideEntity s join ExtractionEntity e"
            + " on e.extractionId = s.extractionId join SlideEntity current"
            + " on current.slideId = e.slideId and current.state = INGESTED";
    private static final String ANY = "select e from ExtractionEntity e join SlideEntity current"
            + " on current.slideId = e.slideId and current.state = INGESTED";
    private static final Pattern CURSOR = Pattern.compile("([^~]+)~([^~]+)");

    private final EntityManager entities;

    PostgresSlideRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public Optional<Slide> find(SlideId slide) {
        return query(LATEST + " where s.slideId = :slide", Map.of("slide", slide.value())).stream()
                .findFirst()
                .map(ExtractionEntity::toSlide);
    }

    @Override
    @Transactional
    public Optional<Slide> findExtraction(ExtractionId extraction) {
        return query(ANY + " where e.extractionId = :extraction", Map.of("extraction", extraction.value())).stream()
                .findFirst()
                .map(ExtractionEntity::toSlide);
    }

    @Override
    @Transactional
    public Optional<SlideState> state(SlideId slide) {
        return SlideEntity.<SlideEntity>findByIdOptional(slide.value()).map(each -> each.state);
    }

    @Override
    @Transactional
    public Page<Slide> list(@Nullable CaseId caseId, @Nullable IngestId ingest, PageRequest page) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (caseId != null) {
            conditions.add("e.caseId = :case");
            parameters.put("case", caseId.value());
        }
        if (ingest != null) {
            conditions.add("s.ingestId = :ingest");
            parameters.put("ingest", ingest.value());
        }
        if (page.cursor() != null) {
            var cursor = CURSOR.matcher(page.cursor());
            if (!cursor.matches()) {
                throw new IllegalArgumentException("cursor '%s' is not one of this list".formatted(page.cursor()));
            }
            conditions.add("(e.caseId > :afterCase or e.caseId = :afterCase and e.slideId > :afterSlide)");
            parameters.put("afterCase", cursor.group(1));
            parameters.put("afterSlide", cursor.group(2));
        }
        String sql = "%s where %s order by e.caseId, e.slideId"
                .formatted(ingest == null ? LATEST : OF_INGEST, String.join(" and ", conditions));
        List<ExtractionEntity> found =
                typed(sql, parameters).setMaxResults(page.limit() + 1).getResultList();
        return Page.of(found, page, each -> each.caseId + "~" + each.slideId).map(ExtractionEntity::toSlide);
    }

    @Override
    @Transactional
    public List<Slide> select(Collection<IngestId> ingests, Collection<SlideId> slides) {
        Map<String, Slide> selected = new LinkedHashMap<>();
        if (ingests.isEmpty() && slides.isEmpty()) {
            collect(query(LATEST, Map.of()), selected);
        }
        if (!slides.isEmpty()) {
            List<String> ids = slides.stream().map(SlideId::value).toList();
            collect(query(LATEST + " where s.slideId in :slides", Map.of("slides", ids)), selected);
        }
        // Later ingests come last and win, as they do for the slide itself.
        for (IngestId ingest : ingests.stream().sorted().toList()) {
            collect(query(OF_INGEST + " where s.ingestId = :ingest", Map.of("ingest", ingest.value())), selected);
        }
        return List.copyOf(selected.values());
    }

    private static void collect(List<ExtractionEntity> found, Map<String, Slide> selected) {
        found.forEach(each -> selected.put(each.slideId, each.toSlide()));
    }

    private List<ExtractionEntity> query(String text, Map<String, Object> parameters) {
        return typed(text, parameters).getResultList();
    }

    private TypedQuery<ExtractionEntity> typed(String text, Map<String, Object> parameters) {
        TypedQuery<ExtractionEntity> query = entities.createQuery(text, ExtractionEntity.class);
        parameters.forEach(query::setParameter);
        return query;
    }
}
