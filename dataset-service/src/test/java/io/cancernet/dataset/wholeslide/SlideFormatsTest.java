package io.cancernet.dataset.wholeslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.LocalFileBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideFormatsTest {

    private static final SlideReader ONE = new FakeReader("one");
    private static final SlideReader TWO = new FakeReader("two");

    @TempDir
    Path folder;

    private SlideFiles files;

    @BeforeEach
    void writeFile() throws IOException {
        Path file = Files.write(folder.resolve("DOE_JANE.svs"), new byte[] {1, 2, 3});
        files = new SlideFiles(List.of(LocalFileBytes.open(file, "DOE_JANE.svs")));
    }

    @Test
    void slide_that_two_readers_know_goes_to_the_first() throws IOException {
        SlideFormats formats = formats(provider("one", true, () -> ONE), provider("two", true, () -> TWO));

        assertThat(formats.open(files).format()).isEqualTo("one");
    }

    @Test
    void kind_that_the_first_reader_lacks_goes_to_the_next_that_knows_it() throws IOException {
        SlideFormats formats =
                formats(provider("one", true, refusing(ErrorCode.SLIDE_UNSUPPORTED)), provider("two", true, () -> TWO));

        assertThat(formats.open(files).format()).isEqualTo("two");
    }

    @Test
    void kind_that_nobody_else_knows_is_refused_in_the_words_of_the_first() {
        SlideFormats formats = formats(
                provider("one", true, refusing(ErrorCode.SLIDE_UNSUPPORTED)), provider("two", false, () -> TWO));

        assertThat(refusal(formats).getMessage()).isEqualTo("refused by one");
    }

    @Test
    void label_image_is_never_left_to_the_next_reader() {
        SlideFormats formats =
                formats(provider("one", true, refusing(ErrorCode.SLIDE_NOT_TISSUE)), provider("two", true, () -> TWO));

        assertThat(refusal(formats).code()).isEqualTo(ErrorCode.SLIDE_NOT_TISSUE);
    }

    @Test
    void unknown_file_is_refused_with_what_is_readable_and_what_could_be_but_without_its_name() {
        SlideFormats formats = formats(
                provider("one", false, () -> ONE),
                new FakeProvider("two", true, Optional.of("Install libtwo."), () -> TWO));

        DomainException refusal = refusal(formats);

        assertThat(refusal.code()).isEqualTo(ErrorCode.SLIDE_UNSUPPORTED);
        assertThat(refusal).hasMessageContainingAll("Readable are one format", "Install libtwo.");
        assertThat(refusal.getMessage()).doesNotContain("two format", "JANE");
    }

    @Test
    void decoder_that_stumbles_while_opening_makes_the_slide_unreadable() {
        SlideFormats formats = formats(provider("one", true, () -> {
            throw new NegativeArraySizeException("-5");
        }));

        assertThat(refusal(formats).code()).isEqualTo(ErrorCode.SLIDE_UNREADABLE);
    }

    @Test
    void decoder_that_stumbles_while_reading_makes_the_slide_unreadable() throws IOException {
        SlideReader reader = formats(provider("one", true, () -> ONE)).open(files);

        assertThatThrownBy(() -> reader.read(0, 0, 0, 5, 5))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLIDE_UNREADABLE))
                .hasMessageNotContaining("JANE");
    }

    @Test
    void formats_tell_each_reader_and_its_obstacle() {
        SlideFormats formats = formats(
                provider("one", true, () -> ONE),
                new FakeProvider("two", true, Optional.of("Install libtwo."), () -> TWO));

        assertThat(formats.formats())
                .containsExactly(
                        new SlideFormat("one", List.of("one format"), Optional.empty()),
                        new SlideFormat("two", List.of("two format"), Optional.of("Install libtwo.")));
    }

    private DomainException refusal(SlideFormats formats) {
        DomainException refusal = catchThrowableOfType(DomainException.class, () -> formats.open(files));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static SlideFormats formats(SlideReaderProvider... providers) {
        return new SlideFormats(List.of(providers));
    }

    private static SlideReaderProvider provider(String name, boolean recognises, Supplier<SlideReader> opening) {
        return new FakeProvider(name, recognises, Optional.empty(), opening);
    }

    private static Supplier<SlideReader> refusing(ErrorCode code) {
        return () -> {
            throw new DomainException(code, "refused by one");
        };
    }

    private record FakeProvider(
            String name, boolean recognises, Optional<String> obstacle, Supplier<SlideReader> opening)
            implements SlideReaderProvider {

        @Override
        public List<String> formats() {
            return List.of(name + " format");
        }

        @Override
        public boolean recognises(SlideFiles files) {
            return recognises;
        }

        @Override
        public SlideReader open(SlideFiles files) {
            return opening.get();
        }
    }

    private record FakeReader(String format) implements SlideReader {

        @Override
        public List<SlideLevel> levels() {
            return List.of(new SlideLevel(10, 10, 1));
        }

        @Override
        public Optional<MicronsPerPixel> mpp() {
            return Optional.empty();
        }

        @Override
        public RgbImage read(int level, int x, int y, int width, int height) {
            throw new IndexOutOfBoundsException("JANE");
        }

        @Override
        public void close() {}
    }
}
