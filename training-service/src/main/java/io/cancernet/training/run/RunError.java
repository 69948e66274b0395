package io.cancernet.training.run;

import io.cancernet.common.error.DomainException;

/** Why a run failed. */
public record RunError(String code, String detail) {

    static RunError of(DomainException e) {
        return new RunError(e.code().slug(), String.valueOf(e.getMessage()));
    }
}
