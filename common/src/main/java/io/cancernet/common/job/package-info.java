/** Leased jobs: long work outside consumers, safe against dead and stalled workers. */
@NullMarked
package io.cancernet.common.job;

import org.jspecify.annotations.NullMarked;
