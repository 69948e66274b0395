/** Live progress of runs as server-sent events. */
@NullMarked
package io.cancernet.training.live.rest;

import org.jspecify.annotations.NullMarked;
