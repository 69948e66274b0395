package io.cancernet.dataset.verification;

import io.cancernet.dataset.manifest.Fault;
import io.cancernet.dataset.manifest.FirstFew;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.manifest.ShardPass;
import io.cancernet.dataset.verification.Findings.DamagedPatch;
import io.cancernet.dataset.verification.Findings.DamagedShard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a pass over the shards finds. */
final class ShardFindings {

    private static final int LISTED = 100;

    private final Set<String> shards = new HashSet<>();
    private final Map<String, DamagedShard> damaged = new HashMap<>();
    private final FirstFew<DamagedPatch> patches = new FirstFew<>(LISTED);
    private int checked;

    int checked() {
        return checked;
    }

    ShardPass.Visitor tell(DatasetCheck.Watch watch) {
        return new ShardPass.Visitor() {
            @Override
            public void patch(NumberedLine line, byte[] image) {
                count(line, watch);
            }

            @Override
            public void fault(NumberedLine line, Fault fault) {
                String shard = line.line().image().shard();
                patches.add(new DamagedPatch(line.number(), line.line().patchId(), shard, fault));
                damaged.merge(
                        shard,
                        new DamagedShard(shard, fault, 1),
                        (sum, one) -> new DamagedShard(shard, worse(sum.fault(), fault), sum.patches() + 1));
                count(line, watch);
            }
        };
    }

    private void count(NumberedLine line, DatasetCheck.Watch watch) {
        shards.add(line.line().image().shard());
        checked++;
        watch.checked(checked);
    }

    /** A shard that ends early is told of as such, even where a patch before its end changed as well. */
    private static Fault worse(Fault one, Fault other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    Findings with(FirstFew<String> manifestErrors, int erasedPatches) {
        List<DamagedShard> first = damaged.values().stream()
                .sorted((one, other) -> one.shard().compareTo(other.shard()))
                .limit(LISTED)
                .toList();
        return new Findings(
                shards.size(),
                manifestErrors.first(),
                manifestErrors.count(),
                first,
                damaged.size(),
                patches.first(),
                patches.count(),
                erasedPatches);
    }
}
