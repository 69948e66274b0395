package io.cancernet.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.InMemoryFrozenDatasets;
import io.cancernet.training.run.FakeRecipeBook;
import io.cancernet.training.run.FixedRunConfig;
import io.cancernet.training.run.InMemoryRunLedger;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.Runs;
import io.cancernet.training.testing.TinyDataset;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StudiesTest {

    private static final ObjectRef MANIFEST =
            TinyDataset.usual("studies").frozen().manifest();
    private static final StudiedRecipe PLAIN = new StudiedRecipe("plain", "cancernet", Map.of());
    private static final StudiedRecipe LONG = new StudiedRecipe("long", "cancernet", Map.of("epochs", 9));

    private final InMemoryFrozenDatasets datasets = new InMemoryFrozenDatasets();
    private final InMemoryRunLedger runLedger = new InMemoryRunLedger();
    private final Runs runs =
            new Runs(datasets, new FakeRecipeBook(), runLedger, FixedRunConfig.IMPATIENT, Clock.systemUTC());
    private final Studies studies =
            new Studies(new InMemoryStudyLedger(runLedger), runs, runLedger, datasets, Clock.systemUTC());

    @BeforeEach
    void announceDatasets() {
        announce("idc/1", false);
        announce("idc-random/1", true);
        IntStream.rangeClosed(1, 3).forEach(fold -> announce("idc-fold%dof3/1".formatted(fold), false));
    }

    @Test
    void everyRecipe_isQueuedOnEveryVersionWithEverySeed() {
        Study study = studies.start(request(List.of("idc/1", "idc-random/1"), List.of(), null))
                .study();

        List<Run> queued = study.members().stream()
                .map(each -> runLedger.find(each.run()).orElseThrow())
                .toList();
        assertThat(queued).hasSize(2 * 2 * 2);
        assertThat(queued.stream().map(each -> each.plan().seed())).containsExactly(7L, 7L, 7L, 7L, 8L, 8L, 8L, 8L);
        assertThat(queued.stream().limit(4).map(each -> "%s %d"
                        .formatted(each.plan().dataset().version(), each.plan().epochsTotal())))
                .containsExactly("idc/1 3", "idc/1 9", "idc-random/1 3", "idc-random/1 9");
        assertThat(study.members().stream().map(each -> each.run().value())).isSorted();
        assertThat(study.datasets()).extracting(StudiedDataset::leaky).containsExactly(false, true);
    }

    @Test
    void foldsInOneWord_areAllFoldsOfTheNewestWholeVersion() {
        announce("idc-fold1of3/2", false);

        Study study = studies.start(request(List.of(), List.of("idc"), null)).study();

        assertThat(study.datasets().stream().map(each -> each.version().toString()))
                .containsExactly("idc-fold1of3/1", "idc-fold2of3/1", "idc-fold3of3/1");
        assertThat(study.datasets()).extracting(StudiedDataset::group).containsOnly("idc/1 in 3 folds");
        assertThat(study.datasets()).extracting(StudiedDataset::folds).containsOnly(3);
    }

    @Test
    void foldsThatAreNotAllThere_areRefused() {
        announce("other-fold1of3/1", false);
        announce("both-fold1of2/1", false);
        announce("both-fold2of2/1", false);
        announce("both-fold1of1/1", false);

        assertRefused(() -> start(List.of(), List.of("other")), ErrorCode.NOT_FOUND, "other");
        assertRefused(() -> start(List.of(), List.of("idc/2")), ErrorCode.NOT_FOUND, "idc/2");
        assertRefused(() -> start(List.of(), List.of("both")), ErrorCode.CONFLICT, "one by one");
    }

    @Test
    void sameKey_meansTheSameStudy_andAnotherRequestUnderItIsRefused() {
        StudyId first =
                studies.start(request(List.of("idc/1"), List.of(), "k")).study().id();

        assertThat(studies.start(request(List.of("idc/1"), List.of(), "k"))
                        .study()
                        .id())
                .isEqualTo(first);
        assertThat(runLedger.runs()).hasSize(4);
        assertRefused(
                () -> studies.start(request(List.of("idc-random/1"), List.of(), "k")),
                ErrorCode.CONFLICT,
                "another study");
    }

    @Test
    void wrongRequest_isRefusedAndLeavesNothing() {
        assertRefused(() -> start(List.of("nowhere/1"), List.of()), ErrorCode.NOT_FOUND, "nowhere/1");
        StudiedRecipe misspelt = new StudiedRecipe("x", "cancernet", Map.of("epoch", 1));
        assertRefused(
                () -> studies.start(new StudyRequest(
                        "", List.of(misspelt), List.of(1L), versions(List.of("idc/1")), List.of(), 0, null)),
                ErrorCode.RECIPE_INVALID,
                "epoch");
        assertThatThrownBy(() -> start(List.of("idc-fold1of3/1"), List.of("idc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idc-fold1of3/1 stands there twice");
        assertThatThrownBy(() -> start(List.of(), List.of())).hasMessageContaining("name datasets");
        assertThatThrownBy(() -> new StudyRequest(
                        "", List.of(PLAIN, PLAIN), List.of(1L), versions(List.of("idc/1")), List.of(), 0, null))
                .hasMessageContaining("a name of its own");
        List<Long> many = IntStream.range(0, 251).mapToObj(Long::valueOf).toList();
        assertThatThrownBy(() -> studies.start(new StudyRequest(
                        "", List.of(PLAIN, LONG), many, versions(List.of("idc/1")), List.of(), 0, null)))
                .hasMessageContaining("at most 500");
        assertThat(runLedger.runs()).isEmpty();
    }

    @Test
    void cancelledStudy_cancelsWhatHasNotEnded() {
        StudyProgress started = studies.start(request(List.of("idc/1"), List.of(), null));
        assertThat(started.state()).isEqualTo(StudyState.QUEUED);

        StudyProgress cancelled = studies.cancel(started.study().id());

        assertThat(cancelled.state()).isEqualTo(StudyState.CANCELLED);
        assertThat(cancelled.count(RunState.CANCELLED)).isEqualTo(4);
        assertThat(studies.cancel(started.study().id()).state()).isEqualTo(StudyState.CANCELLED);
        assertRefused(() -> studies.cancel(new StudyId("none")), ErrorCode.NOT_FOUND, "none");
    }

    @Test
    void deletedRun_isSaidToBeMissing() {
        StudyProgress started = studies.start(request(List.of("idc/1"), List.of(), null));
        RunId gone = started.study().members().get(1).run();
        runLedger.forget(gone);

        assertThat(studies.find(started.study().id()).deleted()).isOne();
        assertThat(studies.members(started.study()).get(1).state()).isNull();
    }

    private StudyProgress start(List<String> versions, List<String> folds) {
        return studies.start(request(versions, folds, null));
    }

    private static StudyRequest request(List<String> versions, List<String> folds, @Nullable String key) {
        return new StudyRequest(
                "a study",
                List.of(PLAIN, LONG),
                List.of(7L, 8L),
                versions(versions),
                folds.stream().map(FoldGroup::parse).toList(),
                0,
                key);
    }

    private static List<DatasetVersion> versions(List<String> texts) {
        return texts.stream().map(DatasetVersion::parse).toList();
    }

    private void announce(String version, boolean leaky) {
        datasets.add(new FrozenDataset(DatasetVersion.parse(version), MANIFEST, TinyDataset.MPP, leaky));
    }

    private static void assertRefused(ThrowingCallable asking, ErrorCode code, String message) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
