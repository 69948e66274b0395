/** Verifications: whether a dataset's manifest and shards are what was frozen. */
@NullMarked
package io.cancernet.dataset.verification;

import org.jspecify.annotations.NullMarked;
