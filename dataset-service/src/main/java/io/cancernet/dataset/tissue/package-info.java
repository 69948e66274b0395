/** Tissue detection: where on a slide there is tissue, glass and ink, told from a thumbnail. */
@NullMarked
package io.cancernet.dataset.tissue;

import org.jspecify.annotations.NullMarked;
