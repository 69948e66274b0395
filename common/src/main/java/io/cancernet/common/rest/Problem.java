package io.cancernet.common.rest;

import io.cancernet.common.error.ErrorCode;

/** RFC 9457 problem details. {@code type} is stable: programs may branch on it. */
public record Problem(String type, String title, int status, String detail, String code) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(
                "urn:cancernet:error:" + code.slug(),
                code.slug().replace('-', ' '),
                code.status(),
                detail,
                code.slug());
    }
}
