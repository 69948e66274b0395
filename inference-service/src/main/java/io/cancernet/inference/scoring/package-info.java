/** Scores queued patches: fetch, decode, predict, store, announce. */
@NullMarked
package io.cancernet.inference.scoring;

import org.jspecify.annotations.NullMarked;
