package io.cancernet.local.client;

/** A scored patch. */
public record Score(String scoreId, String patchId, int x, int y, double probability, boolean positive) {}
