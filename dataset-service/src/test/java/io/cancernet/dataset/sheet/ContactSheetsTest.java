package io.cancernet.dataset.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.common.sheet.ContactSheet;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.dataset.Manifests;
import io.cancernet.dataset.split.SplitStrategy;
import io.cancernet.dataset.testing.FrozenInMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContactSheetsTest {

    private static final SheetRequest REQUEST = new SheetRequest(Split.TRAIN, 24, 42);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final FrozenDataset dataset = new FrozenInMemory(store, 20).dataset();
    private final ContactSheets sheets = new ContactSheets(new Manifests(store), store);

    @Test
    void same_request_gives_the_same_bytes_and_another_seed_other_ones() {
        byte[] sheet = sheets.png(dataset, REQUEST);

        assertThat(sheets.png(dataset, REQUEST)).isEqualTo(sheet);
        assertThat(sheets.png(dataset, new SheetRequest(Split.TRAIN, 24, 43))).isNotEqualTo(sheet);
        assertThat(sheets.png(dataset, new SheetRequest(Split.TEST, 24, 42))).isNotEqualTo(sheet);
    }

    @Test
    void every_class_has_its_rows() {
        // Two positive patches in one row, 24 of 38 negative ones in two.
        RgbImage sheet = decode(sheets.png(dataset, REQUEST));

        assertThat(sheet.width()).isEqualTo(12 * 96 + 11 * 6 + 2 * 12);
        assertThat(sheet.height()).isEqualTo(2 * 12 + 32 + 24 + 2 * 24 + 3 * (96 + 12 + 6));
        assertThat(redPixels(sheet)).isZero();
    }

    @Test
    void leaky_dataset_is_marked_in_red() {
        RgbImage sheet = decode(sheets.png(leaky(), REQUEST));

        assertThat(redPixels(sheet)).isGreaterThan(1000);
    }

    @Test
    void lost_patches_are_grey() {
        int before = greyCells(decode(sheets.png(dataset, REQUEST)));
        store.list("patches/").forEach(store::delete);

        assertThat(before).isZero();
        assertThat(greyCells(decode(sheets.png(dataset, REQUEST)))).isEqualTo(26);
    }

    @Test
    void missing_manifest_is_told() {
        store.delete(dataset.manifest().key());

        assertThatThrownBy(() -> sheets.png(dataset, REQUEST))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID));
        assertThatThrownBy(() -> new SheetRequest(Split.TRAIN, 0, 1)).hasMessageContaining("between 1 and 200");
    }

    @Test
    void sample_does_not_depend_on_the_order_and_takes_all_alike() {
        List<ManifestLine> lines = new ArrayList<>(new FrozenInMemory(store, 40).lines());
        List<ManifestLine> first = sample(lines, 1);
        Collections.shuffle(lines, new Random(3));

        assertThat(sample(lines, 1)).isEqualTo(first).hasSize(10);
        int firstHalf = 0;
        for (long seed = 0; seed < 200; seed++) {
            firstHalf += (int) sample(lines, seed).stream()
                    .filter(line -> lines.indexOf(line) < lines.size() / 2)
                    .count();
        }
        assertThat(firstHalf).isBetween(900, 1100);
    }

    private static List<ManifestLine> sample(List<ManifestLine> lines, long seed) {
        Sample sample = new Sample(10, seed);
        lines.forEach(sample::add);
        return sample.lines();
    }

    private FrozenDataset leaky() {
        return new FrozenDataset(
                dataset.dataset(),
                dataset.manifest(),
                dataset.mpp(),
                SplitStrategy.PATCH_RANDOM,
                true,
                null,
                42,
                null,
                null,
                dataset.borderPatches(),
                0,
                0,
                0,
                dataset.counts(),
                List.of(),
                dataset.createdAt(),
                null);
    }

    private static RgbImage decode(byte[] png) {
        return new PatchImageCodec().decode(png);
    }

    private static int redPixels(RgbImage image) {
        int count = 0;
        for (int at = 0; at < image.pixels().length; at += 3) {
            if (colour(image, at) == ContactSheet.WARNING_COLOUR) {
                count++;
            }
        }
        return count;
    }

    /** Grey squares, by their rows: a run as wide as a cell. */
    private static int greyCells(RgbImage image) {
        int grey = 0;
        for (int y = 0; y < image.height(); y++) {
            int run = 0;
            for (int x = 0; x < image.width(); x++) {
                run = colour(image, 3 * (y * image.width() + x)) == ContactSheet.LOST_COLOUR ? run + 1 : 0;
                if (run == ContactSheet.CELL) {
                    grey++;
                }
            }
        }
        return grey / ContactSheet.CELL;
    }

    private static int colour(RgbImage image, int at) {
        byte[] pixels = image.pixels();
        return ((pixels[at] & 0xff) << 16) | ((pixels[at + 1] & 0xff) << 8) | (pixels[at + 2] & 0xff);
    }
}
