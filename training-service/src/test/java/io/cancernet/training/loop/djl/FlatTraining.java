package io.cancernet.training.loop.djl;

import com.sun.management.OperatingSystemMXBean;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.MemoryPixels;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;

/**
 * A training of CancerNet in a process of its own, which prints a line an epoch: number, resident bytes, seconds of
 * training, seconds of processor time since the process began. Arguments: epochs, patches.
 */
final class FlatTraining {

    private FlatTraining() {}

    public static void main(String[] args) {
        Recipe recipe = Recipes.preset("cancernet-robust")
                .with(Map.of("epochs", Integer.parseInt(args[0]), "device", "CPU", "earlyStopping.patience", 0));
        int side = recipe.input().width();
        PatchSet train = MemoryPixels.learnable(Integer.parseInt(args[1]), side, 3, 1);
        PatchSet validation = MemoryPixels.learnable(320, side, 3, 2);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        new DjlNetworkTrainer()
                .train(
                        recipe,
                        train,
                        validation,
                        epoch -> System.out.printf(
                                Locale.ROOT,
                                "epoch %d %d %.4f %.4f%n",
                                epoch.epoch(),
                                epoch.residentBytes(),
                                epoch.training().toNanos() / 1e9,
                                system.getProcessCpuTime() / 1e9),
                        () -> false);
    }
}
