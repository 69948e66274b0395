package io.cancernet.common.error;

import java.util.Locale;

/** Stable code of an error: the last part of a problem's {@code type}, and the code in dead letters and rejections. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    /** No token, or one that is not valid. */
    UNAUTHENTICATED(401),
    /** The token's roles do not allow it. */
    FORBIDDEN(403),
    /** The name that it was asked under, or the page that asks, is none of this service's. */
    MISDIRECTED(421),
    /** A client asks too often: ask again after a while. */
    TOO_MANY_REQUESTS(429),
    /** More or larger things at once than are taken. */
    REQUEST_TOO_LARGE(413),
    /** More is to be done than can be done soon: ask again after a while. */
    OVERLOADED(503),
    /** No model is in service here yet, or no longer: ask again after a while. */
    MODEL_NOT_READY(503),
    MALFORMED_EVENT(400),
    NOT_FOUND(404),
    CONFLICT(409),
    /** The source of an ingest cannot be opened, or lies outside the allowed places. */
    SOURCE_UNREADABLE(422),
    SOURCE_NOT_ALLOWED(403),
    /** The source changed or went away while it was read. */
    SOURCE_CHANGED(409),
    NO_IMAGES(422),
    /** A whole slide is damaged or cut short. */
    SLIDE_UNREADABLE(422),
    /** A whole slide is of a format or compression that this installation cannot read. */
    SLIDE_UNSUPPORTED(422),
    /** A whole slide promises more pixels than are taken. */
    SLIDE_TOO_LARGE(422),
    /** An image of a label or an overview, which can show a patient's name. */
    SLIDE_NOT_TISSUE(422),
    /** Neither the file nor the caller says how large its pixels are. */
    SLIDE_MPP_MISSING(422),
    /** A whole slide was scanned at a lower resolution than patches are asked for. */
    SLIDE_TOO_COARSE(422),
    /** No part of a whole slide shows enough tissue for a patch, or it is smaller than one. */
    SLIDE_NO_TISSUE(422),
    ANNOTATIONS_INVALID(422),
    UPLOAD_INVALID(422),
    /** It cannot be deleted while a dataset or run refers to it. */
    STILL_REFERENCED(409),
    /** A dataset version whose patches were partly erased. */
    DATASET_ERASED_FROM(409),
    UNSAFE_ARCHIVE_PATH(422),
    ARCHIVE_TOO_LARGE(422),
    DATASET_ONE_CLASS(422),
    DATASET_TOO_FEW_CASES(422),
    DATASET_EMPTY(422),
    /** A manifest whose bytes or rules are broken, such as a case that stands in two splits. */
    MANIFEST_INVALID(422),
    RECIPE_INVALID(422),
    /** A GPU is asked for where there is none. */
    DEVICE_MISSING(422),
    RUN_FAILED(500),
    LOSS_NOT_FINITE(422),
    DISK_FULL(507),
    MODEL_INVALID(422),
    /** A model misses what its promotion demands. */
    PROMOTION_REFUSED(422),
    NO_LIVE_MODEL(409),
    MODEL_MISMATCH(422),
    UNDECODABLE_IMAGE(422),
    /** An image far from the size of the patches that the model was trained on. */
    WRONG_SIZE(422),
    UNKNOWN_SHARD(422),
    HASH_MISMATCH(422),
    INTERNAL_ERROR(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** HTTP status of the answer that carries this code. */
    public int status() {
        return status;
    }

    /** The code as it is written: {@code no-images}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
