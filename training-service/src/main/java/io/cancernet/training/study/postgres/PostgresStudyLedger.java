package io.cancernet.training.study.postgres;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.postgres.Sql;
import io.cancernet.training.annotation.Annotations;
import io.cancernet.training.annotation.RunAnnotations;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.run.RunError;
import io.cancernet.training.run.RunLedger;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.study.MemberState;
import io.cancernet.training.study.Study;
import io.cancernet.training.study.StudyId;
import io.cancernet.training.study.StudyLedger;
import io.cancernet.training.study.StudyProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The studies on record in Postgres; their runs are queued in the same transaction. */
@ApplicationScoped
class PostgresStudyLedger implements StudyLedger {

    /** A row a state of each study. */
    private static final String PROGRESS = "select s.study_id, s.created_at, s.plan, s.cancel_requested, r.state,"
            + " count(m.place), count(r.run_id) from page s"
            + " join study_run m on m.study_id = s.study_id left join run r on r.run_id = m.run_id"
            + " group by s.study_id, s.created_at, s.plan, s.cancel_requested, r.state"
            + " order by s.created_at desc, s.study_id desc";

    private final Sql sql;
    private final RunLedger runs;
    private final RunAnnotations annotations;

    PostgresStudyLedger(Sql sql, RunLedger runs, RunAnnotations annotations) {
        this.sql = sql;
        this.runs = runs;
        this.annotations = annotations;
    }

    @Override
    @Transactional
    public Study submit(Study study, Map<RunId, RunPlan> plans) {
        String id = study.id().value();
        int added = sql.update(
                "insert into study (study_id, plan, created_at) values (?, ?::jsonb, ?) on conflict do nothing",
                id,
                JsonColumn.write(study),
                study.createdAt().atOffset(ZoneOffset.UTC));
        if (added > 0) {
            List<Study.Member> members = study.members();
            for (int place = 0; place < members.size(); place++) {
                RunId run = members.get(place).run();
                runs.submit(run, Objects.requireNonNull(plans.get(run), "a run without a plan"));
                annotations.change(run, standing -> tagged(standing, study.id().tag()));
                sql.update("insert into study_run (study_id, place, run_id) values (?, ?, ?)", id, place, run.value());
            }
        }
        return find(study.id()).orElseThrow().study();
    }

    @Override
    @Transactional
    public Optional<StudyProgress> find(StudyId id) {
        List<StudyProgress> found =
                progress("with page as (select * from study where study_id = ?) " + PROGRESS, id.value());
        return found.stream().findFirst();
    }

    @Override
    @Transactional
    public Page<StudyProgress> list(PageRequest page) {
        Cursor after = Cursor.of(page);
        String order = " order by created_at desc, study_id desc limit ?) ";
        List<StudyProgress> found = after == null
                ? progress("with page as (select * from study" + order + PROGRESS, page.limit() + 1)
                : progress(
                        "with page as (select * from study where (created_at, study_id) < (?, ?)" + order + PROGRESS,
                        after.at().atOffset(ZoneOffset.UTC),
                        after.id(),
                        page.limit() + 1);
        return Page.of(found, page, last -> new Cursor(
                        last.study().createdAt(), last.study().id().value())
                .text());
    }

    @Override
    @Transactional
    public List<MemberState> members(Study study) {
        Map<RunId, Study.Member> members = new HashMap<>();
        study.members().forEach(member -> members.put(member.run(), member));
        Map<RunId, MemberState> states = new HashMap<>();
        sql.query(
                        "select r.run_id, r.state, r.error_code, r.error_detail from study_run m"
                                + " join run r on r.run_id = m.run_id where m.study_id = ?",
                        row -> state(members, row),
                        study.id().value())
                .forEach(state -> states.put(state.member().run(), state));
        return study.members().stream()
                .map(member -> states.getOrDefault(member.run(), new MemberState(member, null, null)))
                .toList();
    }

    private static MemberState state(Map<RunId, Study.Member> members, ResultSet row) throws SQLException {
        Study.Member member = Objects.requireNonNull(
                members.get(new RunId(row.getString("run_id"))), "a run that the study does not have");
        String code = row.getString("error_code");
        RunError error =
                code == null ? null : new RunError(code, Objects.requireNonNullElse(row.getString("error_detail"), ""));
        return new MemberState(member, RunState.valueOf(row.getString("state")), error);
    }

    @Override
    @Transactional
    public void requestCancel(StudyId id) {
        sql.update("update study set cancel_requested = true where study_id = ?", id.value());
    }

    private static Annotations tagged(Annotations standing, String tag) {
        List<String> tags =
                Stream.concat(standing.tags().stream(), Stream.of(tag)).toList();
        return new Annotations(tags, standing.note(), standing.revision() + 1);
    }

    private List<StudyProgress> progress(String query, Object... parameters) {
        List<StudyProgress> found = new ArrayList<>();
        for (StudyProgress one : sql.query(query, PostgresStudyLedger::progress, parameters)) {
            int last = found.size() - 1;
            if (last >= 0 && found.get(last).study().id().equals(one.study().id())) {
                found.set(last, together(found.get(last), one));
            } else {
                found.add(one);
            }
        }
        return found;
    }

    private static StudyProgress progress(ResultSet row) throws SQLException {
        String state = row.getString(5);
        int there = row.getInt(7);
        return new StudyProgress(
                JsonColumn.read(row.getString(3), Study.class),
                row.getBoolean(4),
                state == null ? Map.of() : Map.of(RunState.valueOf(state), there),
                row.getInt(6) - there);
    }

    private static StudyProgress together(StudyProgress one, StudyProgress other) {
        Map<RunState, Integer> runs = new EnumMap<>(RunState.class);
        runs.putAll(one.runs());
        other.runs().forEach((state, count) -> runs.merge(state, count, Integer::sum));
        return new StudyProgress(one.study(), one.cancelRequested(), runs, one.deleted() + other.deleted());
    }
}
