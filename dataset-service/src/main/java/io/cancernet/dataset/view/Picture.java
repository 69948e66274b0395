package io.cancernet.dataset.view;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;

/** What there is to see of a slide; the same picture always has the same pixels. */
record Picture(SlideId slide, ExtractionId extraction, ViewKind kind) {}
