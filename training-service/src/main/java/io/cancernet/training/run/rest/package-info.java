/** REST side of runs and recipes. */
@NullMarked
package io.cancernet.training.run.rest;

import org.jspecify.annotations.NullMarked;
