package io.cancernet.inference.slide.postgres;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideGeometry;
import io.cancernet.inference.slide.SlideRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@ApplicationScoped
class PostgresSlideRepository implements SlideRepository {

    private final Sql sql;

    PostgresSlideRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    @Transactional
    public List<AnnouncedSlide> save(List<AnnouncedSlide> slides) {
        return slides.stream()
                .sorted(Comparator.comparing(AnnouncedSlide::slideId))
                .filter(each -> put(each) > 0)
                .toList();
    }

    private int put(AnnouncedSlide slide) {
        hold(slide.slideId());
        SlideGeometry.Level0 level0 = slide.geometry().level0();
        return sql.update(
                """
                insert into slide (slide_id, case_id, extraction_id, index_key, index_sha256, mpp, patch_width,
                                   patch_height, slide_width, slide_height, slide_mpp, patches, purpose, priority,
                                   announced_at)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                 where not exists (select 1 from deleted_slide d where d.slide_id = ? and d.told_at >= ?)
                on conflict (slide_id) do update
                   set case_id = excluded.case_id, extraction_id = excluded.extraction_id,
                       index_key = excluded.index_key, index_sha256 = excluded.index_sha256, mpp = excluded.mpp,
                       patch_width = excluded.patch_width, patch_height = excluded.patch_height,
                       slide_width = excluded.slide_width, slide_height = excluded.slide_height,
                       slide_mpp = excluded.slide_mpp, patches = excluded.patches, purpose = excluded.purpose,
                       priority = excluded.priority, announced_at = excluded.announced_at
                 where excluded.announced_at >= slide.announced_at""",
                slide.slideId().value(),
                slide.caseId().value(),
                slide.extractionId().value(),
                slide.index().key(),
                slide.index().sha256().value(),
                slide.geometry().mpp().value(),
                slide.geometry().patchWidth(),
                slide.geometry().patchHeight(),
                level0 == null ? null : level0.width(),
                level0 == null ? null : level0.height(),
                level0 == null ? null : level0.mpp().value(),
                slide.patches(),
                slide.purpose().slug(),
                slide.priority(),
                slide.announcedAt(),
                slide.slideId().value(),
                slide.announcedAt());
    }

    @Override
    @Transactional
    public Optional<AnnouncedSlide> find(SlideId slide) {
        return sql.first("select * from slide where slide_id = ?", PostgresSlideRepository::read, slide.value());
    }

    @Override
    @Transactional
    public Optional<AnnouncedSlide> find(ExtractionId extraction) {
        return sql.first(
                "select * from slide where extraction_id = ?", PostgresSlideRepository::read, extraction.value());
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void hold(SlideId slide) {
        sql.lock("slide." + slide);
    }

    private static AnnouncedSlide read(ResultSet row) throws SQLException {
        return new AnnouncedSlide(
                new SlideId(row.getString("slide_id")),
                new CaseId(row.getString("case_id")),
                new ExtractionId(row.getString("extraction_id")),
                new ObjectRef(row.getString("index_key"), new Sha256(row.getString("index_sha256"))),
                GeometryColumns.read(row)
                        .orElseThrow(() -> new DomainException(
                                ErrorCode.CONFLICT,
                                "the slide was announced before the size of its patches was told: delete it and ingest"
                                        + " it again")),
                row.getInt("patches"),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getInt("priority"),
                row.getTimestamp("announced_at").toInstant());
    }
}
