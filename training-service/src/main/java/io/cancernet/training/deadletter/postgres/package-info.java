/** The record of replays in Postgres. */
@NullMarked
package io.cancernet.training.deadletter.postgres;

import org.jspecify.annotations.NullMarked;
