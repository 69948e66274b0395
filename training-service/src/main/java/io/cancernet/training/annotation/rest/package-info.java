/** REST side of notes and tags. */
@NullMarked
package io.cancernet.training.annotation.rest;

import org.jspecify.annotations.NullMarked;
