package io.cancernet.dataset.ingest.postgres;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestState;
import io.cancernet.dataset.ingest.SlideOutcome;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The reading side of the ledger, within the caller's transaction. */
final class IngestQueries {

    private final EntityManager entities;

    IngestQueries(EntityManager entities) {
        this.entities = entities;
    }

    Optional<Ingest> find(IngestId id) {
        return IngestEntity.<IngestEntity>findByIdOptional(id.value())
                .map(entity -> entity.toIngest(counts(List.of(entity)).getOrDefault(id.value(), Map.of())));
    }

    Page<Ingest> list(Optional<IngestState> state, PageRequest page) {
        StringBuilder query = new StringBuilder("from IngestEntity where 1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        state.ifPresent(wanted -> {
            query.append(" and state = :state");
            parameters.put("state", wanted);
        });
        Cursor cursor = Cursor.of(page);
        if (cursor != null) {
            query.append(" and (createdAt, ingestId) < (:at, :id)");
            parameters.put("at", cursor.at());
            parameters.put("id", cursor.id());
        }
        var typed = entities.createQuery(query + " order by createdAt desc, ingestId desc", IngestEntity.class);
        parameters.forEach(typed::setParameter);
        List<IngestEntity> found = typed.setMaxResults(page.limit() + 1).getResultList();
        Map<String, Map<String, Integer>> counts = counts(found);
        return Page.of(found, page, each -> new Cursor(each.createdAt, each.ingestId).text())
                .map(each -> each.toIngest(counts.getOrDefault(each.ingestId, Map.of())));
    }

    Page<QuarantinedFile> quarantine(IngestId id, PageRequest page) {
        List<QuarantinedFileEntity> found = entities.createQuery(
                        "from QuarantinedFileEntity where ingestId = :ingest and id > :cursor order by id",
                        QuarantinedFileEntity.class)
                .setParameter("ingest", id.value())
                .setParameter("cursor", page.cursor() == null ? 0L : Long.parseLong(page.cursor()))
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Page.of(found, page, each -> Long.toString(each.id)).map(QuarantinedFileEntity::toQuarantinedFile);
    }

    Page<SlideOutcome> slides(IngestId id, PageRequest page) {
        List<IngestedSlideEntity> found = entities.createQuery(
                        "from IngestedSlideEntity where ingestId = :ingest and slideId > :cursor order by slideId",
                        IngestedSlideEntity.class)
                .setParameter("ingest", id.value())
                .setParameter("cursor", page.cursor() == null ? "" : page.cursor())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Page.of(found, page, each -> each.slideId).map(IngestedSlideEntity::toOutcome);
    }

    Set<SlideId> slidesDone(IngestId id) {
        List<?> slides = entities.createNativeQuery(
                        "select slide_id from ingest_slide where ingest_id = ?1 and slide_id not like 'none-%'",
                        String.class)
                .setParameter(1, id.value())
                .getResultList();
        return slides.stream().map(each -> new SlideId((String) each)).collect(Collectors.toUnmodifiableSet());
    }

    /** Attempts of native code that ended their process. */
    int nativeLost(IngestId id) {
        return ((Number)
                        entities.createNativeQuery("select native_lost from ingest where ingest_id = ?1", Integer.class)
                                .setParameter(1, id.value())
                                .getSingleResult())
                .intValue();
    }

    /** Whether an extraction was committed by an ingest of the same purpose before. */
    boolean announced(ExtractionId extraction, Purpose purpose) {
        return !entities.createNativeQuery("select 1 from ingest_slide s join ingest i on i.ingest_id = s.ingest_id"
                        + " where s.extraction_id = ?1 and i.submission::json ->> 'purpose' = ?2 limit 1")
                .setParameter(1, extraction.value())
                .setParameter(2, purpose.slug())
                .getResultList()
                .isEmpty();
    }

    /** What was not stored, by ingest, then reason code: files and cells of whole slides. */
    private Map<String, Map<String, Integer>> counts(List<IngestEntity> ingests) {
        List<String> ids = ingests.stream().map(each -> each.ingestId).toList();
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Tuple row : entities.createQuery(
                        "select ingestId, reason, count(*) from QuarantinedFileEntity where ingestId in :ingests group by"
                                + " ingestId, reason",
                        Tuple.class)
                .setParameter("ingests", ids)
                .getResultList()) {
            counts.computeIfAbsent(row.get(0, String.class), ingest -> new HashMap<>())
                    .put(row.get(1, QuarantineReason.class).slug(), Math.toIntExact(row.get(2, Long.class)));
        }
        for (IngestedSlideEntity slide : entities.createQuery(
                        "from IngestedSlideEntity where ingestId in :ingests and cells <> '{}'",
                        IngestedSlideEntity.class)
                .setParameter("ingests", ids)
                .getResultList()) {
            slide.cells().forEach((reason, cells) -> counts.computeIfAbsent(slide.ingestId, ingest -> new HashMap<>())
                    .merge(reason, cells, Integer::sum));
        }
        return counts;
    }
}
