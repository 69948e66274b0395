package io.cancernet.inference.slide.postgres;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresSlideRepository implements SlideRepository {

    private final Sql sql;

    PostgresSlideRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    @Transactional
    public void save(List<AnnouncedSlide> slides) {
        List<AnnouncedSlide> ordered = slides.stream()
                .sorted(Comparator.comparing(AnnouncedSlide::slideId))
                .toList();
        for (AnnouncedSlide slide : ordered) {
            sql.lock("slide." + slide.slideId());
            sql.update(
                    """
                    insert into slide (slide_id, case_id, extraction_id, index_key, index_sha256, mpp, patches,
                                       announced_at)
                    select ?, ?, ?, ?, ?, ?, ?, ?
                     where not exists (select 1 from deleted_slide d where d.slide_id = ? and d.told_at >= ?)
                    on conflict (slide_id) do update
                       set case_id = excluded.case_id, extraction_id = excluded.extraction_id,
                           index_key = excluded.index_key, index_sha256 = excluded.index_sha256, mpp = excluded.mpp,
                           patches = excluded.patches, announced_at = excluded.announced_at
                     where excluded.announced_at >= slide.announced_at""",
                    slide.slideId().value(),
                    slide.caseId().value(),
                    slide.extractionId().value(),
                    slide.index().key(),
                    slide.index().sha256().value(),
                    slide.mpp().value(),
                    slide.patches(),
                    slide.announcedAt(),
                    slide.slideId().value(),
                    slide.announcedAt());
        }
    }

    @Override
    @Transactional
    public Optional<AnnouncedSlide> find(SlideId slide) {
        return sql.first("select * from slide where slide_id = ?", PostgresSlideRepository::read, slide.value());
    }

    private static AnnouncedSlide read(ResultSet row) throws SQLException {
        return new AnnouncedSlide(
                new SlideId(row.getString("slide_id")),
                new CaseId(row.getString("case_id")),
                new ExtractionId(row.getString("extraction_id")),
                new ObjectRef(row.getString("index_key"), new Sha256(row.getString("index_sha256"))),
                new MicronsPerPixel(row.getDouble("mpp")),
                row.getInt("patches"),
                row.getTimestamp("announced_at").toInstant());
    }
}
