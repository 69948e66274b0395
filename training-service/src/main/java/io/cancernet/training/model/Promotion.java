package io.cancernet.training.model;

import io.cancernet.common.event.ModelVersion;
import java.time.Instant;

/** An entry of the promotion ledger: who put which model into which slot, and why. */
public record Promotion(long number, String slot, ModelVersion model, String by, String reason, Instant promotedAt) {}
