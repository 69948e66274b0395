package io.cancernet.training.data;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A process that opens or fills a cache of made-up patches, step by step as it is told by lines of its input. */
final class CacheProcess implements AutoCloseable {

    static final CacheKey KEY = new CacheKey(Sha256.of(new byte[] {3}), 400, 9, 9, Resize.NEAREST);

    private final Process process;
    private final BufferedReader says;

    private CacheProcess(Process process) {
        this.process = process;
        says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static CacheProcess start(Path folder) throws IOException {
        return new CacheProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CacheProcess.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Says when it runs, when half of the patches are there, and in the end what the cache holds. */
    public static void main(String[] args) throws IOException {
        say("runs");
        awaitTurn();
        PatchCache cache = PatchCache.openOrFill(Path.of(args[0]), KEY, sink -> {
            for (int row = 0; row < KEY.patches(); row++) {
                if (row == KEY.patches() / 2) {
                    say("half");
                    awaitTurn();
                }
                sink.accept(row, encoded(row));
            }
        });
        say(contents(cache));
    }

    /** The cache as this process opens or fills it. */
    static PatchCache filled(Path folder) throws IOException {
        return PatchCache.openOrFill(folder, KEY, sink -> {
            for (int row = 0; row < KEY.patches(); row++) {
                sink.accept(row, encoded(row));
            }
        });
    }

    private static byte[] encoded(int row) {
        return new PatchImageCodec().encodePng(patch(row));
    }

    /** What every whole cache of the key holds. */
    static String expected() {
        ByteBuffer all = ByteBuffer.allocate((int) KEY.bytes());
        for (int row = 0; row < KEY.patches(); row++) {
            all.put(patch(row).pixels());
        }
        return Sha256.of(all.array()).value();
    }

    static String contents(PatchCache cache) {
        ByteBuffer all = ByteBuffer.allocate((int) KEY.bytes());
        byte[] patch = new byte[KEY.patchBytes()];
        for (int row = 0; row < KEY.patches(); row++) {
            cache.read(row, patch);
            all.put(patch);
        }
        return Sha256.of(all.array()).value();
    }

    private static RgbImage patch(int row) {
        byte[] pixels = new byte[KEY.patchBytes()];
        new Random(row).nextBytes(pixels);
        return new RgbImage(KEY.width(), KEY.height(), pixels);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void awaitTurn() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("the test is gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process says next; waits for it. */
    String hear() throws IOException {
        return Objects.requireNonNull(says.readLine(), "the process has ended");
    }

    /** Lets the process go on. */
    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
