package io.cancernet.dataset.verification;

import io.cancernet.common.id.PatchId;
import io.cancernet.dataset.manifest.Fault;
import java.util.List;

/**
 * What a verification found: of each kind the first hundred, and how many there are.
 *
 * @param shards that were read
 * @param manifestErrors in words, such as another hash, or a line that breaks a rule
 * @param erasedPatches that are gone because their patients withdrew, which is no damage
 */
public record Findings(
        int shards,
        List<String> manifestErrors,
        int manifestErrorCount,
        List<DamagedShard> damagedShards,
        int damagedShardCount,
        List<DamagedPatch> damagedPatches,
        int damagedPatchCount,
        int erasedPatches) {

    public Findings {
        manifestErrors = List.copyOf(manifestErrors);
        damagedShards = List.copyOf(damagedShards);
        damagedPatches = List.copyOf(damagedPatches);
    }

    /**
     * A shard that is not what it was.
     *
     * @param patches how many of the dataset's patches in it are lost
     */
    public record DamagedShard(String shard, Fault fault, int patches) {}

    /**
     * A patch that is not what it was.
     *
     * @param line of the manifest, from 1
     */
    public record DamagedPatch(int line, PatchId patchId, String shard, Fault fault) {}

    public boolean whole() {
        return manifestErrorCount == 0 && damagedShardCount == 0 && damagedPatchCount == 0;
    }
}
