package io.cancernet.dataset.layout;

import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the folders above a patch say, by the names that published archives use. */
final class FolderNames {

    private static final Map<String, Integer> CLASSES = Map.ofEntries(
            Map.entry("0", Labels.NEGATIVE),
            Map.entry("benign", Labels.NEGATIVE),
            Map.entry("negative", Labels.NEGATIVE),
            Map.entry("normal", Labels.NEGATIVE),
            Map.entry("healthy", Labels.NEGATIVE),
            Map.entry("1", Labels.POSITIVE),
            Map.entry("malignant", Labels.POSITIVE),
            Map.entry("positive", Labels.POSITIVE),
            Map.entry("tumor", Labels.POSITIVE),
            Map.entry("tumour", Labels.POSITIVE),
            Map.entry("cancer", Labels.POSITIVE));

    private static final Map<String, Split> SPLITS = Map.of(
            "train", Split.TRAIN,
            "training", Split.TRAIN,
            "val", Split.VALIDATION,
            "valid", Split.VALIDATION,
            "validation", Split.VALIDATION,
            "test", Split.TEST,
            "testing", Split.TEST);

    private FolderNames() {}

    /**
     * What a path says.
     *
     * @param label by the class folder nearest to the file
     * @param sourceSplit by the nearest split folder above that, or above the file where there is no class folder
     * @param name the path from the higher of the two folders on; the whole path where there is neither
     */
    record Said(@Nullable Integer label, @Nullable Split sourceSplit, String name) {}

    static Said read(String path) {
        String[] parts = path.split("/");
        int classAt = -1;
        int splitAt = -1;
        for (int i = parts.length - 2; i >= 0 && splitAt < 0; i--) {
            String folder = parts[i].toLowerCase(Locale.ROOT);
            if (SPLITS.containsKey(folder)) {
                splitAt = i;
            } else if (classAt < 0 && CLASSES.containsKey(folder)) {
                classAt = i;
            }
        }
        int from = splitAt >= 0 ? splitAt : Math.max(classAt, 0);
        return new Said(
                classAt < 0 ? null : CLASSES.get(parts[classAt].toLowerCase(Locale.ROOT)),
                splitAt < 0 ? null : SPLITS.get(parts[splitAt].toLowerCase(Locale.ROOT)),
                String.join("/", List.of(parts).subList(from, parts.length)));
    }
}
