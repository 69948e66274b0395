/** REST side of run history. */
@NullMarked
package io.cancernet.training.history.rest;

import org.jspecify.annotations.NullMarked;
