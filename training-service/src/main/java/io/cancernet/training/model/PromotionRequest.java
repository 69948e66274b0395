package io.cancernet.training.model;

import io.cancernet.common.event.ModelVersion;

/** Asks for a model to take a slot. */
public record PromotionRequest(ModelVersion model, Decision decision, Gates gates) {}
