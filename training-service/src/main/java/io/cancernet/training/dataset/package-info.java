/** Frozen datasets and their manifests. */
@NullMarked
package io.cancernet.training.dataset;

import org.jspecify.annotations.NullMarked;
