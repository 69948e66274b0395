package io.cancernet.training.loop;

/**
 * Seeds derived from a run's seed: everything random in a run is a pure function of (seed, use, epoch or step, patch),
 * so it can be taken up at any point.
 */
public final class Seeds {

    private static final long ORDER = 1;
    private static final long AUGMENTATION = 2;
    private static final long STEP = 3;
    private static final long WEIGHTS = 4;

    private Seeds() {}

    public static long weights(long seed) {
        return mix(seed, WEIGHTS, 0, 0);
    }

    /** Of what is dropped in a step. */
    public static long step(long seed, long step) {
        return mix(seed, STEP, step, 0);
    }

    static long order(long seed, int epoch) {
        return mix(seed, ORDER, epoch, 0);
    }

    static long augmentation(long seed, int epoch, int patch) {
        return mix(seed, AUGMENTATION, epoch, patch);
    }

    private static long mix(long... parts) {
        long hash = 0x9e3779b97f4a7c15L;
        for (long part : parts) {
            hash = scramble(hash ^ scramble(part + 0x632be59bd9b4e019L));
        }
        return hash;
    }

    /** The finaliser of SplitMix64. */
    private static long scramble(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
