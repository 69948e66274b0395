package io.cancernet.dataset.layout;

/** What a layout makes of a file by its path alone. */
public sealed interface Reading permits Candidate, QuarantinedFile {}
