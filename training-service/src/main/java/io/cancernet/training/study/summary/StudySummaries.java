package io.cancernet.training.study.summary;

import io.cancernet.common.id.Hashes;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.training.crossvalidation.Fold;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.report.RunReport;
import io.cancernet.training.report.RunReports;
import io.cancernet.training.study.MemberState;
import io.cancernet.training.study.Studies;
import io.cancernet.training.study.Study;
import io.cancernet.training.study.StudyId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Makes the summaries of studies, and keeps each in the object store until another run of it has ended. */
@ApplicationScoped
public class StudySummaries {

    private static final Logger LOG = Logger.getLogger(StudySummaries.class);

    /** Goes up when summaries are made otherwise, so that older ones are made again. */
    private static final String FORM = "1";

    private final Studies studies;
    private final RunReports reports;
    private final ObjectStore store;

    public StudySummaries(Studies studies, RunReports reports, ObjectStore store) {
        this.studies = studies;
        this.reports = reports;
        this.store = store;
    }

    /**
     * A summary as it is kept.
     *
     * @param basis what it was made of
     */
    record Kept(String basis, StudySummary summary) {}

    /** What the runs that have finished so far amount to; one at a time, since it may take memory and a minute. */
    public synchronized StudySummary find(StudyId id) {
        Study study = studies.find(id).study();
        List<MemberState> members = studies.members(study);
        String basis = basis(members);
        Optional<StudySummary> kept =
                kept(id).filter(each -> each.basis().equals(basis)).map(Kept::summary);
        if (kept.isPresent()) {
            return kept.get();
        }
        StudySummary summary = new StudySynthesis(study, members, this::read).summary();
        store.put(key(id), Json.write(new Kept(basis, summary)), "application/json");
        return summary;
    }

    private StudySynthesis.Scores read(Study.Member member) {
        RunReport report = reports.find(member.run());
        Recipe recipe = Recipe.fromJson(JsonColumn.write(report.settings()));
        Fold fold = Fold.of(member.dataset().version().toString(), recipe, reports.predictions(member.run()));
        return new StudySynthesis.Scores(fold, report.erasedSlides());
    }

    private Optional<Kept> kept(StudyId id) {
        try {
            return Optional.of(Json.read(store.get(key(id)), Kept.class));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.infof("the summary of study %s is made again: %s", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static String basis(List<MemberState> members) {
        return Hashes.identity(Stream.concat(
                        Stream.of(FORM),
                        members.stream().map(each -> each.member().run() + " " + each.state()))
                .toArray(String[]::new));
    }

    private static String key(StudyId id) {
        return "studies/" + id + "/summary.json";
    }
}
