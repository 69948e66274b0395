package io.cancernet.dataset.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.Slides;
import io.cancernet.dataset.testing.InMemorySlides;
import io.cancernet.dataset.testing.StoredSlides;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatchesTest {

    private static final PatchFilter ALL = new PatchFilter(null, null, null, null);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final StoredSlides stored = new StoredSlides(store);
    private final Slide slide = stored.slide(
            "a",
            List.of(
                    stored.line("a", 1, 0, Split.TRAIN, "1"),
                    stored.line("a", 2, 1, Split.TEST, "2"),
                    stored.line("a", 3, 1, Split.TRAIN, "3"),
                    stored.line("a", 4, null, null, "4"),
                    stored.line("a", 5, 1, Split.TEST, "5")));
    private final InMemorySlides slides = new InMemorySlides(List.of(slide, stored.patches("b", 1, 1)));
    private final Patches patches =
            new Patches(new Slides(slides), slides, new RecentIndexes(new PatchIndexes(store)), store);

    @Test
    void pages_follow_the_index_and_end() {
        assertThat(pages(ALL, 2)).containsExactly("1 2", "3 4", "5");
        assertThat(pages(ALL, 5)).containsExactly("1 2 3 4 5");
        assertThat(pages(new PatchFilter(1, null, null, null), 2)).containsExactly("2 3", "5");
        assertThat(pages(new PatchFilter(1, Split.TEST, null, null), 1)).containsExactly("2", "5");
        assertThat(pages(new PatchFilter(null, Split.VALIDATION, null, null), 10))
                .containsExactly("");
        int y = patches.get(slide.slideId(), null, patch(2)).line().y();
        assertThat(pages(new PatchFilter(null, null, 3, y), 10)).containsExactly("3");
        assertThat(pages(new PatchFilter(null, null, 3, y + 1), 10)).containsExactly("");
    }

    @Test
    void cursor_and_label_of_another_kind_are_refused() {
        for (String cursor : List.of("x", "-1", "99999999999", "2147483647")) {
            assertThatThrownBy(() -> patches.list(slide.slideId(), null, ALL, new PageRequest(1, cursor)))
                    .as(cursor)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not one of this list");
        }
        assertThatThrownBy(() -> new PatchFilter(2, null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_not_there_is_told() {
        assertNotFound(new SlideId("0".repeat(32)), null, patch(0));
        assertNotFound(slide.slideId(), new ExtractionId("0".repeat(32)), patch(0));
        assertNotFound(slide.slideId(), slides.slides().get(1).extractionId(), patch(0));
        assertNotFound(slide.slideId(), null, new PatchId("0".repeat(32)));
        assertThat(patches.get(slide.slideId(), slide.extractionId(), patch(2)).number())
                .isEqualTo(2);
    }

    @Test
    void damaged_and_missing_images_are_told_apart() {
        StoredPatch patch = patches.get(slide.slideId(), null, patch(0));
        assertDamaged(patch, "is gone");

        store.put(patch.line().image().shard(), new byte[1000], "application/x-tar");
        assertDamaged(patch, "has other bytes");
    }

    @Test
    void media_type_is_that_of_the_bytes() {
        assertThat(new PatchBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1}).mediaType())
                .isEqualTo("image/png");
        assertThat(new PatchBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}).mediaType())
                .isEqualTo("image/jpeg");
        assertThat(new PatchBytes(new byte[] {1}).mediaType()).isEqualTo("application/octet-stream");
    }

    private List<String> pages(PatchFilter filter, int limit) {
        List<String> pages = new ArrayList<>();
        String cursor = null;
        do {
            Page<StoredPatch> page = patches.list(slide.slideId(), null, filter, new PageRequest(limit, cursor));
            pages.add(String.join(
                    " ",
                    page.items().stream()
                            .map(each -> Integer.toString(each.line().x()))
                            .toList()));
            cursor = page.next();
        } while (cursor != null);
        return pages;
    }

    private PatchId patch(int number) {
        return patches.list(slide.slideId(), null, ALL, new PageRequest(10, null))
                .items()
                .get(number)
                .line()
                .patchId();
    }

    private void assertNotFound(SlideId slideId, @Nullable ExtractionId extraction, PatchId patch) {
        assertThatThrownBy(() -> patches.get(slideId, extraction, patch))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private void assertDamaged(StoredPatch patch, String what) {
        assertThatThrownBy(() -> patches.image(patch))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HASH_MISMATCH))
                .hasMessageContaining(what);
    }
}
