/** Studies: one request that makes many runs, and what they amount to together. */
@NullMarked
package io.cancernet.training.study;

import org.jspecify.annotations.NullMarked;
