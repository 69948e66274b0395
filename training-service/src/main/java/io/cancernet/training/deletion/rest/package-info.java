/** REST side of deletions. */
@NullMarked
package io.cancernet.training.deletion.rest;

import org.jspecify.annotations.NullMarked;
