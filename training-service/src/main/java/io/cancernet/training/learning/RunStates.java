package io.cancernet.training.learning;

import io.cancernet.common.error.DomainException;
import io.cancernet.training.loop.Checkpoints;
import io.cancernet.training.loop.TrainingState;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.run.Learner;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Joins the core's checkpoints to those of the run. */
final class RunStates implements Checkpoints {

    private static final Logger LOG = Logger.getLogger(RunStates.class);

    private final Learner.Observer observer;
    private final Recipe recipe;

    RunStates(Learner.Observer observer, Recipe recipe) {
        this.observer = observer;
        this.recipe = recipe;
    }

    @Override
    public Optional<TrainingState> resume() {
        Optional<TrainingState> state = observer.saved().flatMap(RunStates::read);
        observer.begins(
                state.map(each -> each.epochs().size()).orElse(0),
                state.map(each -> each.unfinished().batches()).orElse(0),
                recipe.threads() == 1);
        return state;
    }

    private static Optional<TrainingState> read(Learner.Saved saved) {
        try {
            return Optional.of(TrainingState.fromBytes(saved.state(), saved.best()));
        } catch (DomainException e) {
            LOG.warnf("the run starts again from its first epoch: %s", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public boolean due() {
        return observer.saveDue();
    }

    @Override
    public void epochFinished(Supplier<TrainingState> state) {
        save(state.get());
    }

    @Override
    public void save(TrainingState state) {
        TrainingState.Selected selected = state.selected();
        observer.save(new Learner.Saved(
                state.epochs().size(),
                state.unfinished().batches(),
                state.toBytes(),
                selected == null ? 0 : selected.epoch(),
                selected == null ? new byte[0] : selected.weights()));
    }
}
