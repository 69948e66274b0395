package io.cancernet.dataset.ingest.postgres;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
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
                .map(entity ->
                        entity.toIngest(quarantineCounts(List.of(id.value())).getOrDefault(id.value(), Map.of())));
    }

    /** Ids begin with the time, so their order is that of submission. */
    Page<Ingest> list(PageRequest page) {
        List<IngestEntity> found = entities.createQuery(
                        "from IngestEntity where ingestId < :cursor order by ingestId desc", IngestEntity.class)
                .setParameter("cursor", page.cursor() == null ? "~" : page.cursor())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        Map<String, Map<String, Integer>> counts =
                quarantineCounts(found.stream().map(each -> each.ingestId).toList());
        return Page.of(found, page, each -> each.ingestId)
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

    Set<CaseId> casesDone(IngestId id) {
        List<?> cases = entities.createNativeQuery("select case_id from ingest_case where ingest_id = ?1", String.class)
                .setParameter(1, id.value())
                .getResultList();
        return cases.stream().map(each -> new CaseId((String) each)).collect(Collectors.toUnmodifiableSet());
    }

    /** By ingest, then reason code. */
    private Map<String, Map<String, Integer>> quarantineCounts(Collection<String> ingests) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Tuple row : entities.createQuery(
                        "select ingestId, reason, count(*) from QuarantinedFileEntity where ingestId in :ingests group by"
                                + " ingestId, reason",
                        Tuple.class)
                .setParameter("ingests", ingests)
                .getResultList()) {
            counts.computeIfAbsent(row.get(0, String.class), ingest -> new HashMap<>())
                    .put(row.get(1, QuarantineReason.class).slug(), Math.toIntExact(row.get(2, Long.class)));
        }
        return counts;
    }
}
