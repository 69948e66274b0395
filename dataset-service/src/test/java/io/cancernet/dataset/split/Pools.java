package io.cancernet.dataset.split;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.patch.Split;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pools of patches with bytes of their own. */
final class Pools {

    private Pools() {}

    /** Cases of rising positivity. */
    static PatchPool ofCases(int cases, int patches) {
        PatchPool.Builder builder = new PatchPool.Builder(cases * patches);
        for (int i = 0; i < cases; i++) {
            for (int patch = 0; patch < patches; patch++) {
                int label = patch * cases < i * patches ? 1 : 0;
                builder.add(new CaseId("case-%04d".formatted(i)), label, null, bytes("%d-%d".formatted(i, patch)));
            }
        }
        return builder.build();
    }

    /** Patches that bring splits along, written such as "a train". */
    static PatchPool given(String... patches) {
        PatchPool.Builder builder = new PatchPool.Builder(patches.length);
        for (int i = 0; i < patches.length; i++) {
            String[] parts = patches[i].split(" ", 2);
            builder.add(new CaseId(parts[0]), i % 2, split(parts[1]), bytes("patch " + i));
        }
        return builder.build();
    }

    static Map<Split, Integer> counts(PatchPool pool, Assignment assignment) {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        for (int patch = 0; patch < pool.size(); patch++) {
            counts.merge(assignment.split(patch), 1, Integer::sum);
        }
        return counts;
    }

    static Sha256 bytes(String text) {
        return Sha256.of(text.getBytes(UTF_8));
    }

    private static @Nullable Split split(String slug) {
        for (Split split : Split.values()) {
            if (split.slug().equals(slug)) {
                return split;
            }
        }
        return null;
    }
}
