package io.cancernet.dataset.deletion.postgres;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.deletion.References;
import io.cancernet.dataset.deletion.References.Named;

/** Who refers to slides and dataset versions. A run that failed or was cancelled made nothing and refers to nothing. */
final class ReferenceQueries {

    /** Ingests that have begun to store the slide, or wait to read the file that it came from. */
    static final String GOING_ON_OF_SLIDE = """
            from ingest i where i.state in ('SUBMITTED', 'INGESTING') and (
                 exists (select 1 from ingest_slide s where s.ingest_id = i.ingest_id and s.slide_id = ?1)
              or exists (select 1 from extraction_begun b where b.ingest_id = i.ingest_id and b.slide_id = ?1)
              or i.submission::json ->> 'uri' = (select source from slide where slide_id = ?1))""";

    private static final String DATASETS = "from dataset_slide where slide_id = ?1";
    private static final String RUNS_OF_SLIDE = """
            from run_reference r where r.state not in ('FAILED', 'CANCELLED') and exists (
                 select 1 from dataset_slide d where d.slide_id = ?1 and d.name = r.name and d.version = r.version)""";
    private static final String RUNS_OF_DATASET =
            "from run_reference where name = ?1 and version = ?2 and state not in ('FAILED', 'CANCELLED')";

    private final Statements statements;

    ReferenceQueries(Statements statements) {
        this.statements = statements;
    }

    References of(SlideId slide) {
        String id = slide.value();
        Named datasets = new Named(
                statements.strings(
                        "select name || '/' || version from (select distinct name, version " + DATASETS
                                + ") d order by name, version limit " + References.NAMED,
                        id),
                count("select count(distinct (name, version)) " + DATASETS, id));
        return new References(datasets, named("run_id", RUNS_OF_SLIDE, id), named("ingest_id", GOING_ON_OF_SLIDE, id));
    }

    References of(DatasetVersion dataset) {
        return new References(
                Named.NONE, named("run_id", RUNS_OF_DATASET, dataset.name(), dataset.version()), Named.NONE);
    }

    private Named named(String column, String from, Object... parameters) {
        return new Named(
                statements.strings(
                        "select %s %s order by 1 limit %d".formatted(column, from, References.NAMED), parameters),
                count("select count(*) " + from, parameters));
    }

    private int count(String sql, Object... parameters) {
        return Math.toIntExact(statements.number(sql, parameters));
    }
}
