package io.cancernet.common.network;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Options of {@link CancerNet}, which express the published ablations.
 *
 * @param batchNormalization whether batches are normalised after each activation
 * @param dropout where the dropout of the three convolutional stages stands
 */
public record CancerNetConfig(boolean batchNormalization, Dropout dropout) {

    /** The network as published. */
    public static final CancerNetConfig DEFAULT = new CancerNetConfig(true, Dropout.AFTER_POOLING);

    static final String BATCH_NORMALIZATION = "batchNormalization";
    static final String DROPOUT = "dropout";

    /** Place of the dropout in a convolutional stage. The dropout before the last layer goes only with NONE. */
    public enum Dropout {
        BEFORE_POOLING,
        AFTER_POOLING,
        NONE
    }

    /**
     * Reads the options of a network specification.
     *
     * @throws IllegalArgumentException naming an option that is unknown or has an impossible value
     */
    public static CancerNetConfig of(Map<String, Object> options) {
        Set<String> unknown = new HashSet<>(options.keySet());
        unknown.removeAll(Set.of(BATCH_NORMALIZATION, DROPOUT));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("cancernet has no option %s; it has %s and %s"
                    .formatted(unknown.iterator().next(), BATCH_NORMALIZATION, DROPOUT));
        }
        return new CancerNetConfig(
                batchNormalization(options.getOrDefault(BATCH_NORMALIZATION, DEFAULT.batchNormalization())),
                dropout(options.getOrDefault(DROPOUT, DEFAULT.dropout().name())));
    }

    private static boolean batchNormalization(Object value) {
        if (value instanceof Boolean on) {
            return on;
        }
        throw new IllegalArgumentException("%s is true or false: %s".formatted(BATCH_NORMALIZATION, value));
    }

    private static Dropout dropout(Object value) {
        try {
            return Dropout.valueOf(value.toString().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s is BEFORE_POOLING, AFTER_POOLING or NONE: %s".formatted(DROPOUT, value), e);
        }
    }
}
