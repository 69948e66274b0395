package io.cancernet.common.network;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Map;

/**
 * Settings of the C runtime that must stand before the engine's libraries are loaded, since these read them once. A
 * setting that the process was started with is kept. Only glibc has them; elsewhere nothing happens.
 *
 * <ul>
 *   <li>OpenMP threads sleep while they wait. By default they spin, and as soon as another process wants a core the
 *       spinning threads keep out the one they wait for: with a load of 10 on 2 cores a training step fell from 600
 *       patches/s to 20, and with this to 300.
 *   <li>Freed tensors stay with the process and large ones lie on huge pages: each step would otherwise map its
 *       hundreds of megabytes anew and take a page fault for every 4 KiB (a quarter of the step).
 * </ul>
 */
final class EngineTuning {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("OMP_WAIT_POLICY", "PASSIVE", "THP_MEM_ALLOC_ENABLE", "1");

    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;
    private static final int LARGEST_MMAP_THRESHOLD = 32 << 20;

    private EngineTuning() {}

    static void apply() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            LibC libc = Native.load("c", LibC.class);
            ENVIRONMENT.forEach((name, value) -> libc.setenv(name, value, 0));
            libc.mallopt(M_MMAP_THRESHOLD, LARGEST_MMAP_THRESHOLD);
            libc.mallopt(M_TRIM_THRESHOLD, 1 << 30);
            libc.mallopt(M_TOP_PAD, 64 << 20);
        } catch (UnsatisfiedLinkError e) {
            // Another C library, such as musl: slower, not wrong.
            System.getLogger(EngineTuning.class.getName())
                    .log(System.Logger.Level.DEBUG, "the C library cannot be tuned", e);
        }
    }

    /** Gives memory that tensors left free back to the system; nothing on other C libraries. */
    static void release() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Native.load("c", LibC.class).malloc_trim(0);
        } catch (UnsatisfiedLinkError e) {
            System.getLogger(EngineTuning.class.getName())
                    .log(System.Logger.Level.DEBUG, "the C library cannot give memory back", e);
        }
    }

    private interface LibC extends Library {

        int setenv(String name, String value, int overwrite);

        int mallopt(int parameter, int value);

        int malloc_trim(long pad);
    }
}
