/** Reports over REST. */
@NullMarked
package io.cancernet.training.report.rest;

import org.jspecify.annotations.NullMarked;
